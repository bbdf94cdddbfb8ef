# Everything a developer does, with all its set-up. Works on a clean clone with Python 3.11 or
# newer and nothing else: `make demo`, `make test`.

PYTHON ?= python3
DATA_DIR ?= data/demo
SHARED_DATA ?= ../shared/data

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PIP_INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet \
    --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check check-encoder format bench-speed bench-quality \
    bench-understanding bench-precedents bench-page evaluate-seed evaluate-xquad clean

help: ## show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(INSTALLED) ## install Pilcrow and its tools into .venv

demo: $(INSTALLED) ## index the sample corpus and ask it questions across languages
	$(BIN)/python scripts/demo.py

serve: $(INSTALLED) ## serve the sample corpus, or DATA_DIR=…, on 127.0.0.1
	@test -d '$(DATA_DIR)' || $(BIN)/python scripts/demo.py --data-dir '$(DATA_DIR)'
	$(BIN)/pilcrow serve --data-dir '$(DATA_DIR)'

test: $(INSTALLED) ## run the tests, on all cores
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

check: $(INSTALLED) ## lint, formatting, types, import layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

check-encoder: $(INSTALLED) ## compare the built-in encoders with the engines of the wheels they come from
	$(BIN)/python scripts/check_e5_small.py
	$(BIN)/python scripts/check_multilingual_use.py

format: $(INSTALLED) ## put the code into its usual form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench-speed: $(INSTALLED) ## measure speed and memory over the seed in SHARED_DATA
	$(BIN)/python scripts/bench_speed.py '$(SHARED_DATA)'

bench-quality: $(INSTALLED) ## measure quality and each step's worth; UPDATE=1 for a new record
	$(BIN)/python scripts/bench_quality.py '$(SHARED_DATA)' $(if $(UPDATE),--update-record)

bench-understanding: $(INSTALLED) ## measure references, and the check of quotations (minutes)
	$(BIN)/python -m scripts.measure_references '$(SHARED_DATA)'
	$(BIN)/python scripts/bench_verification.py '$(SHARED_DATA)'

bench-precedents: $(INSTALLED) ## measure precedents and lineages (minutes)
	$(BIN)/python scripts/bench_precedents.py '$(SHARED_DATA)'
	$(BIN)/python scripts/bench_lineage.py '$(SHARED_DATA)'

bench-page: $(INSTALLED) ## measure the web page in Debian's chromium
	$(BIN)/python scripts/bench_page.py

evaluate-seed: $(INSTALLED) ## measure quality over the seed in SHARED_DATA
	$(BIN)/pilcrow index '$(SHARED_DATA)/seed/cop11-cooperation.zh.txt' \
	    --meta symbol=UNEP/CBD/COP/11/17 --data-dir data/evaluation --collection seed
	$(BIN)/pilcrow evaluate '$(SHARED_DATA)/seed/questions' --document unep-cbd-cop-11-17.zh \
	    --data-dir data/evaluation --collection seed

evaluate-xquad: $(INSTALLED) ## the same over XQuAD (minutes); PLAIN=1 for plain cosine
	$(BIN)/pilcrow index '$(SHARED_DATA)/xquad/corpus.jsonl' \
	    --data-dir data/evaluation --collection xquad
	$(BIN)/pilcrow evaluate '$(SHARED_DATA)/xquad' \
	    --data-dir data/evaluation --collection xquad $(if $(PLAIN),--plain)

clean: ## remove .venv, the indexes made here and all caches
	rm -rf $(VENV) data/demo data/evaluation build dist *.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is removed first and written last. A .venv without it is one whose set-up was
# interrupted, and is begun anew.
#
# torch has a step of its own, for its CPU build: the one on the ordinary index brings gigabytes
# of CUDA along on Linux. uv knows where PyTorch keeps the CPU builds; where that cannot be
# reached, pip takes what its configured indexes have.
$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo 'Pilcrow needs Python 3.11 or newer, and "$(PYTHON)" is not: make PYTHON=python3.12 …' >&2; \
	    exit 1; }
	test -e $@ || $(PYTHON) -m venv --clear $(VENV)
	@rm -f $@
	{ $(PIP_INSTALL) uv && \
	    UV_HTTP_RETRIES=1 $(BIN)/uv pip install --quiet --python $(BIN)/python --torch-backend cpu \
	    --constraint constraints.txt torch; } || { \
	    echo 'No CPU build of torch from PyTorch: taking the one that pip finds, which may be large.' >&2; \
	    $(PIP_INSTALL) torch; }
	$(PIP_INSTALL) --editable '.[dev]'
	@touch $@
