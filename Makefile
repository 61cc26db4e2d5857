# Two commands: `make demo` shows actorgraph at work, `make test` tests all of it. Both install first,
# into .venv of this folder. Needed beforehand: Python 3.11 to 3.14 with its venv module, make, git.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
FIT := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	if $$p -c '$(FIT)' >/dev/null 2>&1; then echo $$p; break; fi; done)

.DEFAULT_GOAL := help
.PHONY: help install demo test lint pins train

help:
	@echo "make demo     install, ingest the sample articles, open the dashboard"
	@echo "make test     install what tests need, then ruff, mypy and all tests"
	@echo "make install  the environment alone, in $(VENV)"
	@echo "make lint     ruff and mypy"
	@echo "make train    train the pair model again from the coded corpus (downloads 6 GB, takes under an hour)"
	@echo "make pins     write the hash-pinned requirements again (needs uv)"

install: $(VENV)/installed

demo: install
	@$(BIN)/actorgraph demo

test: lint
	@$(BIN)/python -m pytest

lint: $(VENV)/tested
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "actorgraph needs Python 3.11 to 3.14, and none was found (python3 is $$(python3 -V 2>&1))."; \
		echo "Install one with its venv module, or name it: make PYTHON=/path/to/python3.12"; exit 1; fi
	@$(PYTHON) -c '$(FIT)' || { echo "PYTHON=$(PYTHON) is not Python 3.11 to 3.14."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) could not make an environment; install its venv module (Debian: python3-venv)."; exit 1; }

$(VENV)/installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "installing what actorgraph needs into $(VENV) (about a minute, once)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/tested: requirements-test.txt $(VENV)/installed
	@echo "installing what its tests need"
	@$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@

# The training framework stays in an environment of its own.
TRAIN := .venv-train
$(TRAIN)/installed: requirements-train.txt pyproject.toml | $(BIN)/python
	@$(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements-train.txt
	@$(TRAIN)/bin/python -m pip --disable-pip-version-check -qq install --no-build-isolation --no-deps --editable .
	@touch $@

train: $(TRAIN)/installed
	@$(TRAIN)/bin/python -m ingest.model.training.learn $(TRAIN)/pairs.pt
	@$(TRAIN)/bin/python -m ingest.model.training.export $(TRAIN)/pairs.pt
	@$(TRAIN)/bin/python -m ingest.model.calibrate

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--group build pyproject.toml
pins:
	@$(COMPILE) -o requirements.txt >/dev/null
	@$(COMPILE) --extra test -o requirements-test.txt >/dev/null
	@$(COMPILE) --extra train -o requirements-train.txt >/dev/null
