# Needs make and Python 3.11 or later; everything else is brought into .venv from PyPI.
# Variables: PYTHON (which Python makes .venv), VENV (where it stands), BIN (on Windows: BIN=.venv/Scripts).

PYTHON ?= python3.11
VENV ?= .venv
BIN ?= $(VENV)/bin
SOFFICE ?= soffice
DECK ?= kilo-2014
SUMMITDECK_SHARED ?= ../shared
STAMP = $(VENV)/.set-up

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## make .venv, with summitdeck and what its development needs in it

deck: $(STAMP) ## build slides/kilo-2014 into build/kilo-2014.pptx; another one with DECK=liberty-2015
	$(BIN)/summitdeck build slides/$(DECK) -o build/$(DECK).pptx

decks: $(STAMP) ## build every deck of slides/
	@set -e; for deck in slides/*/deck.yaml; do $(BIN)/summitdeck build "$${deck%/deck.yaml}"; done

pictures: $(STAMP) ## fill docs/language.md from slides/tour, and draw docs/pictures/ (needs LibreOffice and poppler)
	$(BIN)/python -m tools.manual --pictures

test: $(STAMP) ## run all tests
	$(BIN)/python -m pytest

lint: $(STAMP) ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test ## all that must pass before a commit

golden: $(STAMP) ## renew the expected files of the golden decks: read their diff, open one in PowerPoint
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests

validate: decks ## hold build/*.pptx against the independent validators in ../shared
	@if ! test -r "$(SUMMITDECK_SHARED)/validate/validate.sh"; then \
	  echo "There are no validators in $(SUMMITDECK_SHARED)/validate: set SUMMITDECK_SHARED." >&2; exit 1; \
	fi; \
	sh "$(SUMMITDECK_SHARED)/validate/setup.sh" > /dev/null || exit 1; \
	PYTHON=; export PYTHON; failed=0; \
	for deck in build/*.pptx; do \
	  bash "$(SUMMITDECK_SHARED)/validate/validate.sh" "$$deck" --render || failed=1; \
	done; exit $$failed

templates: $(STAMP) ## build two decks on every template of ../shared; what matched what goes to build/templates.txt
	SUMMITDECK_ALL_TEMPLATES=1 SUMMITDECK_TEMPLATES_TABLE=build/templates.txt \
	  $(BIN)/python -m pytest tests/test_templates_corpus.py -s

validate-all: $(STAMP) ## keep every deck that the tests build in build/kept, and hold all of them against the validators
	rm -rf build/kept
	SUMMITDECK_KEEP_DECKS="$(CURDIR)/build/kept" $(BIN)/python -m pytest
	@sh "$(SUMMITDECK_SHARED)/validate/setup.sh" > /dev/null
	$(BIN)/python -m tools.validate_decks build/kept

fuzz: $(STAMP) ## fuzz the readers of YAML, marks, layouts and presentations, ten minutes each (SECONDS_EACH=600)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/python -m tools.fuzz --seconds $(or $(SECONDS_EACH),600)

hostile: $(STAMP) ## measure what each hostile file of ../shared costs: at most 2 s of processor time and 300 MB
	$(BIN)/python -m tools.hostile_costs "$(SUMMITDECK_SHARED)/corpus/hostile"

gallery: $(STAMP) ## draw three Kilo slides on every template of ../shared, into build/gallery (needs LibreOffice)
	$(BIN)/python tools/gallery.py --templates "$(SUMMITDECK_SHARED)/corpus/templates"

bench: $(STAMP) ## measure against the peers, into bench/RESULTS.md (about 15 minutes; needs node)
	$(BIN)/python -m bench

bench-quick: $(STAMP) ## the same with few rounds and no large decks, printed only (under 2 minutes)
	$(BIN)/python -m bench --quick

bench-fit: $(STAMP) ## judge texts by LibreOffice, into bench/RESULTS.md (about 10 minutes; SOFFICE="soffice PATH" for two)
	$(BIN)/python -m bench --fit $(addprefix --soffice ,$(SOFFICE))

clean: ## remove what was built; .venv and the benchmark's peers stay
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis bench/.cache/work
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): pyproject.toml
	@for python in "$(PYTHON)" python3.11 python3 python; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' > /dev/null 2>&1 && break; python=; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "summitdeck needs Python 3.11 or later. Neither $(PYTHON) nor python3 is one here." >&2; \
	  echo "Install it, or say where it is: make setup PYTHON=/path/to/python3.11" >&2; exit 1; \
	fi; \
	if ! "$$python" -m venv --clear "$(VENV)"; then \
	  echo "$$python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 5 --editable '.[dev]'
	@touch $(STAMP)

.PHONY: help setup deck decks pictures test lint check golden validate validate-all templates fuzz hostile gallery bench bench-quick bench-fit clean
