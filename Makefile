# The project's commands; `make help` lists them. The README gives the same steps without make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
NODE := tests/node/node_modules
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE :=# else every command compiles every module again

.DEFAULT_GOAL := help
.PHONY: help serve build offline pdf check preview accept uses test lighthouse screenshots bench lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/ready ## serve the site at http://127.0.0.1:8000/, reloading on every save
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: $(VENV)/ready ## build the site into site/; on any mistake site/ stays as it was
	@$(BIN)/python -m macros.build

offline: build ## build the site, and one ZIP a language that opens from a disk
	@$(BIN)/python -m macros.offline

pdf: build ## build the site, and the whole programme as one accessible PDF a language
	@$(BIN)/python -m macros.pdf

check: $(VENV)/ready ## check data and pages without building
	@$(BIN)/python -m macros.check
	@$(BIN)/python -m l10n check

preview: $(VENV)/ready ## build the site with an unfinished language, only to look at it (LANGUAGE=ar)
	@$(BIN)/python -m macros.unfinished $(LANGUAGE)

accept: $(VENV)/ready ## remember the facts as published; asks for the corrections that are missing
	@$(BIN)/python -m macros.accept
	@$(BIN)/python -m macros.feeds.ledger accept
	@$(BIN)/python -m l10n accept --new data
	@$(MAKE) --no-print-directory build
	@$(BIN)/python -m macros.published

uses: $(VENV)/ready ## list every page and file that is made from a fact (FACT=2msp.dates)
	@$(BIN)/python -m macros.uses $(FACT)

test: $(VENV)/ready $(NODE)/ready ## run every test, on all cores
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lighthouse: build $(NODE)/ready ## judge one page of each kind in each language with Lighthouse, as on a slow phone
	@$(BIN)/python -m tests.audits

screenshots: build ## take pictures of ten kinds of page into build/screenshots, with a sheet that shows them all
	@$(BIN)/python -m tests.screenshots

bench: $(VENV)/ready ## measure builds beside other tools (N="own 100", ROUNDS=3, PEERS=1, SERVE=1)
	@$(BIN)/python -m bench $(if $(N),--pages "$(N)") $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(PEERS),--peers) $(if $(SERVE),--serve) $(if $(PROJECTS),--projects) $(if $(KEEP),--keep)

lock: $(VENV)/ready ## refresh requirements.txt from pyproject.toml
	@rm -rf build/lock && $(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv
	@build/lock/bin/uv pip compile pyproject.toml --extra test --extra pdf --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade --quiet --output-file requirements.txt
	@echo "requirements.txt refreshed; now run: make test"

clean: ## remove what the commands made (.venv, tests/node/node_modules, site, build, .cache)
	@rm -rf $(VENV) $(NODE) site build .cache

$(VENV)/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(VENV) (once; about a minute) ..."
	@$(PYTHON) -m venv --clear $(VENV) || \
		{ echo "Python cannot make a virtual environment; on Debian: sudo apt install python3-venv"; exit 1; }
	@$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes --only-binary :all: \
		-r requirements.txt
	@touch $@

# Programs of other hands that only tests run. Without Node.js those tests are counted as not run.
$(NODE)/ready: tests/node/package-lock.json
	@if command -v npm >/dev/null; then cd tests/node && npm ci --silent && touch node_modules/ready; \
		else echo "Node.js is missing: the tests that need it will be counted as not run"; fi
