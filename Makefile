# One environment for everything: .venv, made from requirements.lock, and made again only when that file changes.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help install run test test-fast lint types audit docs clean

help: ## show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

install: $(STAMP) ## make the environment (.venv)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Parallax needs Python 3.11 or later; set PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: $(STAMP) ## run the pipeline on data/raw into data/warehouse
	@$(BIN)/parallax run

test: $(STAMP) ## run the whole test suite
	$(BIN)/pytest

test-fast: $(STAMP) ## run the tests that need no server, process pool or whole run
	$(BIN)/pytest -m "not slow"

lint: $(STAMP) ## check style of Python and SQL
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/sqlfluff lint --nocolor sql

types: $(STAMP) ## check types
	$(BIN)/mypy

audit: ## ask for known holes in what requirements.lock names; needs the network
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	.venv/audit/bin/pip-audit --require-hashes --disable-pip -r requirements.lock

docs: $(STAMP) ## write the generated parts of docs/ anew
	$(BIN)/python -m flows.contracts.dictionary docs/data-dictionary.md
	$(BIN)/python -m flows.load.mart_guide docs/marts.md
	$(BIN)/python -m tests.read.input_forms docs/input.md
	$(BIN)/python -m flows.configure.settings_guide docs/settings.md
	$(BIN)/python -m flows.report.cleaning_guide docs/cleaning.md
	$(BIN)/python -m tests.cookbook docs/cookbook.md

clean: ## remove the environment, the warehouse and all caches
	rm -rf .venv .prefect .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find data/warehouse -mindepth 1 -not -name .gitkeep -delete
