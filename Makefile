# Two commands on a fresh machine with Python 3.11 or later: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test lint types pytest docs bench fuzz kills clean chromium

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]' --constraint constraints.txt
	touch $@

demo: $(STAMP)
	$(BIN)/plansheets convert samples --out out --overwrite
	$(BIN)/python -m plansheets.demo out

test: lint types chromium pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# mypy cannot follow the package mapping of an editable install: give it one tree of links.
types: $(STAMP)
	rm -rf build/typed && mkdir -p build/typed
	cp -rs $(CURDIR)/plansheets build/typed/
	cp -rs $(CURDIR)/extract $(CURDIR)/normalize $(CURDIR)/rules build/typed/plansheets/
	MYPYPATH=build/typed $(BIN)/mypy --package plansheets

# The review page is tested in a real browser. Without one its tests are skipped, in CI they fail.
chromium:
	@command -v chromium || command -v chromium-browser || command -v google-chrome || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } || \
		echo "chromium could not be installed: the tests of the review page cannot run" >&2; \
	else echo "no chromium for the tests of the review page; as root: apt-get install chromium" >&2; fi

pytest: $(STAMP)
	$(BIN)/pytest -n auto

docs: $(STAMP)
	$(BIN)/python -m plansheets.dictionary > docs/tables.md
	$(BIN)/python -P tests/test_docs.py

bench: $(STAMP)
	$(BIN)/python bench/normalize.py
	$(BIN)/python bench/convert.py

# Not in the suite: random texts and mutated sheets for SECONDS, each failure made small.
fuzz: $(STAMP)
	$(BIN)/python -m tests.fuzz $(or $(SECONDS),600)

# Not in the suite: a hundred kills of a run at random moments, each resumed.
kills: $(STAMP)
	KILLS=$(or $(KILLS),100) $(BIN)/pytest -n 0 -k killed_at_any_moment tests/plansheets/batch

clean:
	rm -rf $(VENV) build out/*.parquet out/datapackage.json
