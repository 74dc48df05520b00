# Two commands do for most: `make demo` (set-up and a run on the samples) and `make test` (all tests).
PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/bash
# Where the machine says that no bytecode be kept, every worker of the tests and every command would compile all anew.
unexport PYTHONDONTWRITEBYTECODE

# DuckDB plans by very many small allocations: jemalloc, where it is installed (Debian: libjemalloc2), makes tests cheaper.
JEMALLOC := $(firstword $(wildcard /usr/lib/*/libjemalloc.so.2 /usr/lib64/libjemalloc.so.2))
FASTER := $(if $(JEMALLOC),LD_PRELOAD=$(JEMALLOC))

.PHONY: demo test check fast lint order types audit bench install dev clean

demo: install  ## set up, then the whole job on sample boards and a sample network
	$(BIN)/curbside demo

test: dev  ## every test
	$(FASTER) $(BIN)/pytest -n 3 --dist worksteal

check: dev  ## lint, types, known vulnerabilities and the fast tests, side by side
	$(MAKE) --no-print-directory -j 4 $(if $(filter output-sync,$(.FEATURES)),-O) lint types audit fast

fast: dev  ## the fast tests
	$(FASTER) $(BIN)/pytest -n 2 --dist worksteal -m "not prefect and not browser and not whole" --durations 5 --durations-min 1

order: dev  ## draw the order of the SQL files into docs/warehouse.md
	$(BIN)/python -m curbside.warehouse.draw docs/warehouse.md

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python .ci/lint_sql.py .venv/linted.json

# Type checkers cannot follow the folder mapping of pyproject.toml: they look at links laid out as it says.
ROOMS = $(filter-out app,$(patsubst %/__init__.py,%,$(wildcard */__init__.py)))
types: dev
	rm -rf .types && mkdir -p .types/curbside
	ln -s $(addprefix ../../,$(wildcard app/*) $(ROOMS)) .types/curbside/
	$(BIN)/mypy

audit: dev  ## is uv.lock up to date, and is anything in it known to be vulnerable; says what could not be looked up
	$(BIN)/uv lock -q --check
	$(BIN)/uv export -q --frozen --no-dev --no-emit-project -o .venv/locked.txt && $(BIN)/python .ci/audit.py .venv/locked.txt

# No benchmarks of their own: what writes tables of this repository, what takes files, what others import.
ASIDE := area_codes bomb_boards bomb_files deciding fit_employers gazetteer make_openings name_tables catalogue compare_published fault_boards fault_child fault_commands fault_disk outsiders
bench: dev  ## every benchmark (hours); goes on where one fails, and names it at the end
	$(BIN)/uv pip install -q --python $(BIN)/python --group bench
	failed=; for file in $(filter-out $(ASIDE:%=benchmarks/%.py),$(wildcard benchmarks/*.py)) benchmarks/insider-bench/run.py; do \
		echo "== $$file"; $(BIN)/python $$file || failed="$$failed $$file"; done; [ -z "$$failed" ] || { echo "failed:$$failed"; exit 1; }

install: .venv/installed
dev: .venv/installed-dev

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check uv

.venv/installed: pyproject.toml .venv/bin/uv
	$(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python --group dev
	touch $@

clean:
	rm -rf .venv .types build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis curbside-demo
