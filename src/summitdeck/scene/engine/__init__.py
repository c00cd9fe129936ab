"""Layouts carried out by Jinja2: sandboxed, with a budget, each element marked by where it was written.

The only folder that imports Jinja2. It is not imported at all when what a deck's layouts make is known already
(`memo.py`, `compiled.py`).
"""
