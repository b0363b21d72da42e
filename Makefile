# Marbre: `make run` starts the newsroom, `make test` tests it. Nothing else needs to be installed but Python 3.11+.

SHELL := /bin/bash
.SHELLFLAGS := -eo pipefail -c
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT
# One dot a line: a long step shows that it is alive.
DOTS := awk '{ printf "."; fflush() } END { print "" }'

.PHONY: run test bench bench-growth lint messages format clean

run: $(VENV)/.installed
	@$(BIN)/python manage.py start

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

# What a page costs here and elsewhere, side by side: some ten minutes, and ten more the first time. Needs wrk and nginx.
bench: $(VENV)/.installed
	@$(BIN)/python -m bench.side

# What every page costs with a thousand stories and with a million: hours the first time.
bench-growth: $(VENV)/.installed
	@$(BIN)/python bench/growth.py

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check_messages
	SECRET_KEY=$$(printf 'lint-%.0s' {1..20}) SITE_URL=https://www.example.org \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

messages: $(VENV)/.installed-dev
	$(BIN)/python manage.py check_messages --write

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/bin/python:
	@echo "Making the virtual environment in $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Marbre needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing the requirements, the first time only …"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off -r requirements.txt | $(DOTS)
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed | $(VENV)/bin/python
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off -r requirements-dev.txt | $(DOTS)
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
