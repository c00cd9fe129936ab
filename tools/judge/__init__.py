"""LibreOffice as the judge of what `summitdeck` computes: its own rendering is the truth.

Decks are converted to PDF, and glyphs are read back with their places and sizes. Four trials:

* `boxes`: random boxes of text, whether each takes as many lines as computed;
* `placeholders`: placeholders of real templates, nearly full, whether each fits when it is said to;
* `slides`: overflowing slides that `summitdeck.build` has fitted, whether anything overflows or has another size;
* `line_ends`: no line that begins or ends with what must not stand there.

`python -m tools.judge` runs them, `tests/test_judge_*.py` run a sample of each, `make bench-fit` all in full. Every
random choice comes from a seed. `get_libreoffice.sh` brings a second version of LibreOffice.
"""
