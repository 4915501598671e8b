# Greenroom. A fresh clone needs no more than `make serve` or `make test`; each sets up what it misses.
#   make serve    set up, build the tools and serve the site with live reload    (PORT=8000)
#   make test     set up, lint, type-check and run all tests, browser included
#   make build    write the site to site/                                       (SITE_URL=https://…)
#   make check    validate the bank in seconds, judge the problems and reviews that changed
#   make bench    print the figures that docs and ANCHORS speak of
#   make lock     remake the lock files from requirements.in and package.json
#   make clean    remove all that was built or installed

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup serve build check test bench lock clean runtime frontend lint

VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PY_STAMP := $(VENV)/.requirements
NPM_STAMP := node_modules/.package-lock.stamp
# Evaluated late, in recipes only: it may have to install Node.js into the virtual environment first.
NODE_PATH = $$(sh scripts/find-node.sh $(VENV))

help:
	@sed -n '2,9s/^# *//p' Makefile

$(PY_STAMP): requirements.txt
	@python=$$(sh scripts/find-python.sh) && { [ -x $(PY) ] && $(PY) -c 'import sys; sys.exit(sys.version_info < (3, 12))' || "$$python" -m venv --clear $(VENV); }
	@echo "setup: Python packages"
	@$(PY) -m pip install --quiet --require-hashes -r requirements.txt
	@ln -sf ../../scripts/greenroom $(VENV)/bin/greenroom
	@touch $@

$(NPM_STAMP): package-lock.json $(PY_STAMP)
	@echo "setup: front-end packages"
	@PATH="$(NODE_PATH):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@touch $@

setup: $(PY_STAMP) $(NPM_STAMP)

runtime: setup
	@PATH="$(NODE_PATH):$$PATH" $(PY) -m runtime.build

frontend: runtime
	@PATH="$(NODE_PATH):$$PATH" node frontend/build.mjs

check: $(PY_STAMP)
	@$(PY) -m macros check

build: frontend
	@$(PY) -m mkdocs build --strict

serve: frontend
	@$(PY) -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

lint: setup
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@PATH="$(NODE_PATH):$$PATH" node_modules/.bin/tsc -p frontend/tsconfig.json
	@PATH="$(NODE_PATH):$$PATH" node_modules/.bin/tsc -p frontend/tsconfig.worker.json

test: lint frontend
	@PATH="$(NODE_PATH):$$PATH" CHROMIUM="$$(sh scripts/find-browser.sh $(VENV))" $(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

bench: frontend
	@PATH="$(NODE_PATH):$$PATH" CHROMIUM="$$(sh scripts/find-browser.sh $(VENV))" $(PY) -m tests.bench

lock: $(PY_STAMP)
	@$(PY) -m pip install --quiet uv
	@for name in requirements requirements-node; do $(PY) -m uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links --quiet --custom-compile-command "make lock" $$name.in -o $$name.txt; done
	@PATH="$(NODE_PATH):$$PATH" npm install --package-lock-only --no-audit --no-fund

clean:
	rm -rf $(VENV) node_modules build site .cache .mypy_cache .ruff_cache .pytest_cache
