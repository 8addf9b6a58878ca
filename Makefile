# Every command a contributor or CI needs; `make help` lists them.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3 python3.13 python3.12 python3.11
BIN := .venv/bin
STAMP := .venv/.installed
PINNED = $(shell grep '^$(1)==' constraints.txt)
PIP := $(BIN)/python -m pip install --disable-pip-version-check
ROOTS := $(sort $(patsubst %/__init__.py,%,$(wildcard */__init__.py)))
ARGS ?=
# many processes are started here; without bytecode kept each would compile all the code anew
unexport PYTHONDONTWRITEBYTECODE
include web/web.mk tests/local_model/local_model.mk

.PHONY: help setup run test suites local-model check crash-test bench lint types imports typos deps dead evals format docs migrate clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) web ## Install what is pinned and build the web app (a no-op when nothing changed)

# pip itself first: the one that came with Python may not know today's extras. Then torch by
# itself, so that a CPU build chosen through pip's settings is kept (see README).
$(STAMP): pyproject.toml constraints.txt
	@if [ ! -x $(BIN)/python ]; then \
	  for p in $(PYTHON); do \
	    if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; \
	    then echo "Making .venv with $$($$p --version)"; $$p -m venv .venv; break; fi; \
	  done; \
	fi
	@[ -x $(BIN)/python ] || { echo "Python 3.11, 3.12 or 3.13 is needed and none of" \
	  "'$(PYTHON)' is one. Install it, or name it: make setup PYTHON=/path/to/python"; exit 1; }
	@echo "Installing the pinned packages (the first time takes some minutes)"
	$(PIP) --quiet '$(call PINNED,pip)'
	$(PIP) '$(call PINNED,torch)'
	$(PIP) --quiet -e '.[dev]' -c constraints.txt
	@$(BIN)/python -m esg.export || true; touch $@

run: setup ## Serve API and worker on http://127.0.0.1:8000 and the sandbox on 8900
	$(BIN)/insta-media serve $(ARGS)
# more runs than two cores, as some tests wait; threads of the number libraries would only spin
PYTEST := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 4 --dist loadfile
SUITES := tests/cli tests/evals tests/e2e tests/crash tests/local_model tests/web
test: setup ## Run all tests (ARGS="tests/domain -k window" narrows it down) but the suites
	$(PYTEST) $(or $(ARGS),$(SUITES:%=--ignore %))
suites: setup local-model ## Commands, evals, kills of real processes, a real model, the web app in a browser
	for one in $(SUITES); do $(PYTEST) $$one $(ARGS) || exit; done
check: lint types imports typos deps dead evals web-check test suites ## What CI runs, in this order
crash-test: setup ## Kill, freeze and starve real processes; build/crash/results.json
	$(BIN)/python -m crash $(ARGS)
bench: setup ## Run all benchmarks; a table, and build/bench/results.json
	$(PIP) --quiet -e '.[dev,bench]' -c constraints.txt && $(BIN)/python -m bench $(ARGS)

lint: setup ## Style and layout of the code
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
types: setup ## Strict types
	$(BIN)/mypy $(ROOTS:%=-p %)
imports: setup ## Direction of imports, and who may use which vendor
	$(BIN)/lint-imports --no-logo
typos: setup ## Spelling
	$(BIN)/typos
deps: setup ## Declared dependencies are the used ones
	$(BIN)/deptry .
evals: setup ## Prompts as released, and the offline author no worse than its baselines
	$(BIN)/insta-media prompts verify && $(BIN)/insta-media eval run --compare $(ARGS)

# fields travel by name in JSON and rows, and ruff finds unused locals and imports
dead: setup ## Code that nothing uses
	@found=$$($(BIN)/vulture $(ROOTS) | grep -vE "unused (variable|import)" || true); \
	  echo "$${found:-no dead code}"; [ -z "$$found" ]
format: setup ## Rewrite the code in the agreed layout
	$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .
docs: setup ## Redraw the pages that are generated from code
	$(BIN)/python -m graph.picture > docs/graph.md
migrate: setup ## Bring the database's tables up to date
	$(BIN)/insta-media migrate
clean: ## Remove caches and build results; never your data or .venv
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
