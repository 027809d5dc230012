# gongwen: `make demo` shows what it does, `make test` proves it. Needs Python 3.11 to 3.13, make and git; touches this folder only.

VENV := .venv
BIN := $(VENV)/bin
# setuptools warns at length of what an editable installation is; that is meant here.
PIP := PYTHONWARNINGS=ignore $(BIN)/python -m pip --disable-pip-version-check --quiet

# The first one that fits and can make a virtual environment (a version manager's stub may answer to a name it cannot run).
FITS := import sys, venv, ensurepip; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON = $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c '$(FITS)' >/dev/null 2>&1 && { command -v "$$name"; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help demo test lint format compare bench docs dist clean

help:
	@echo 'make demo     set up .venv, load the notices that come with gongwen, and show what can be asked'
	@echo 'make test     set up .venv for development, check the code, run every test'
	@echo 'make lint     style, types and the direction of imports'
	@echo 'make format   rewrite the code in the house style'
	@echo 'make compare  what the rules as they are gain and lose on the notices, against the last commit'
	@echo 'make bench    measure speed, as ratios'
	@echo 'make docs     write docs/graph.md and the output in the READMEs anew'
	@echo 'make dist     build wheel and sdist into dist/'
	@echo 'make clean    take away all that was made here: .venv, caches, the demonstration graph'

demo: $(VENV)/installed
	@docs/demo.sh

test: lint
	$(BIN)/python -m pytest

# mypy finds the package by a folder of its name; the package is this folder, so a link stands in for it.
lint: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@mkdir -p .cache/typing && ln -sfn ../.. .cache/typing/gongwen
	$(BIN)/mypy -p gongwen
	$(BIN)/lint-imports
	$(BIN)/python -m benchmarks.vocabulary

format: $(VENV)/developing
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Against HEAD where something is not committed, else against the commit before, which a shallow clone has not got.
compare: $(VENV)/installed
	@test -e .git || { echo 'Nothing to compare with: this is no git checkout.'; exit 0; }; \
	changed=$$(git status --porcelain) || exit 1; \
	old=HEAD; test -n "$$changed" || old=HEAD~1; \
	if git rev-parse --verify --quiet "$$old^{commit}" >/dev/null; then $(BIN)/gongwen compare $$old work; \
	else echo "Nothing to compare with: this clone has no $$old."; fi

bench: $(VENV)/installed
	$(BIN)/python -m benchmarks

docs: $(VENV)/installed
	$(BIN)/python docs/make_graph.py
	@$(BIN)/gongwen ingest --unsectioned corpus/notices --graph .gongwen/graph >/dev/null
	$(BIN)/python docs/make_readme_output.py

dist: $(VENV)/developing
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) .cache .gongwen build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# --- the virtual environment; each mark is written last, so that what broke off is done again ----------------------------------

$(VENV)/made:
	@python='$(PYTHON)'; test -n "$$python" || { \
		echo 'No Python 3.11, 3.12 or 3.13 was found that can make virtual environments.' >&2; \
		echo 'Install one (on Debian or Ubuntu with its package python3-venv), or name it: make PYTHON=/path/to/python3 …' >&2; exit 1; }; \
	echo "Setting up $(VENV) with $$("$$python" --version), once; it takes a minute or two."; \
	"$$python" -m venv $(VENV)
	@touch $@

$(VENV)/installed: pyproject.toml | $(VENV)/made
	@$(PIP) install --editable .
	@touch $@

$(VENV)/developing: pyproject.toml | $(VENV)/made
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --editable . --group dev
	@touch $@ $(VENV)/installed

# For the tests of the engine ray: a wheel of 80 MB, so that it is left out where nobody asks for it.
$(VENV)/ray: $(VENV)/developing
	@$(PIP) install --editable '.[ray]'
	@touch $@
