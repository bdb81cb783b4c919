# NewsDAO. Two commands do all the set-up: `make serve` and `make test`. `make help` lists the rest.
POSTS   ?=
SITE    ?=
PORT    ?= 8000
WORKERS ?= 2
# The first Python of 3.11 or newer; name another with PYTHON=…
PYTHON  ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
             $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps

.DEFAULT_GOAL := help
.PHONY: help serve test check format bench lock screenshots lighthouse cards clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/.serve ## Show the site at 127.0.0.1: POSTS=dir for your own posts, PORT=8000, WORKERS=2
	@$(BIN)/flask --app app serve $(if $(POSTS),"$(POSTS)") --port $(PORT) --workers $(WORKERS)

test: $(VENV)/.dev ## Run every test, with coverage
	@tools/test-machine
	$(BIN)/python -m pytest --numprocesses 2 --cov --cov-report=term $(TESTS)

check: $(VENV)/.dev ## Lint, types and the laws of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_house.py

format: $(VENV)/.dev ## Put the code in the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## Measure, side by side with a peer, what the README tells
	$(BIN)/python -m bench

screenshots: $(VENV)/.dev ## Pictures of every kind of page into screenshots/: SITE=http://… for a site that runs
	PYTHONPATH=tests $(BIN)/python tools/screenshots.py $(SITE)

lighthouse: $(VENV)/.dev ## Lighthouse's marks of the sample newsroom, phone and desk: SITE=http://… for a site that runs
	@tools/test-machine
	PYTHONPATH=tests $(BIN)/python tools/lighthouse.py $(SITE)

cards: $(VENV)/.dev ## Draw the sheet of social cards that docs/social-cards.md shows
	PYTHONPATH=. $(BIN)/python tools/card_sheet.py

lock: $(VENV)/.dev ## Pin the requirements anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --upgrade requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --upgrade requirements-dev.in --output-file requirements-dev.txt

clean: ## Remove the virtual environment and what tests leave behind; instance/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage htmlcov screenshots tests/browser/node_modules

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "NewsDAO needs Python 3.11 or newer; install it, or name it with PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) has no venv module; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/.serve: requirements.txt | $(BIN)/python
	@echo "installing what NewsDAO needs into $(VENV) (once) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.serve
	@echo "installing what its tests need into $(VENV) (once) …"
	@$(PIP) -r requirements-dev.txt
	@touch $@
