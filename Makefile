# Two commands do it all on a fresh machine: `make book` and `make test`. Each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
BUILD := $(BIN)/jupyter-book build . -W -n --keep-going

.PHONY: book test bench lab serve check outputs browser clean help
.DEFAULT_GOAL := help

help:  ## say what each command does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

book: $(READY)  ## build the site into _build/html
	@$(BUILD)
	@[ -d _build/html/lite ] || echo "It was built without live Python; the reason stands above."
	@echo "The site is in _build/html; open _build/html/index.html, or run: make serve"

test: $(READY) browser  ## run every check
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n auto

bench: book browser  ## measure what the widgets, pages and models cost
	@$(BIN)/python tests/bench.py
	@if [ -d _build/html/lite ]; then $(BIN)/python tests/bench_live.py; fi
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements-bench.txt
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python tests/bench_models.py

lab: $(READY)  ## open the lessons in JupyterLab
	@$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks/01_spasm.ipynb $(if $(filter 0,$(shell id -u)),--allow-root)

serve: book  ## show the built site on this machine
	@echo "http://localhost:8000 (stop with Ctrl+C)"
	@$(BIN)/python -m http.server --bind localhost --directory _build/html 8000

check: $(READY)  ## look for errors of style (ruff)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

outputs: $(READY)  ## run the lessons and store their text outputs
	@$(BIN)/python tests/store_outputs.py

clean:  ## remove what was built and installed
	rm -rf _build .venv book/exercises *.egg-info

browser: $(READY)
	@$(BIN)/python tests/browser.py

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "TrunkCare needs Python 3.11 or newer; say which with: make PYTHON=python3.12 book"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $(READY)
