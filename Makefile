# make demo     convert examples/ to TEI, DOCX, PDF and HTML in out/
# make test     run the tests; PYTEST_ARGS="-k pdf" runs some of them
# make check    lint, types, documentation
# make odd      derive the schema for TEI and its table in docs/ anew from the ODD
# make site     build the pages of docs/ as a site in out/site/
# make pictures draw the pictures in docs/pictures/ anew (needs LibreOffice, poppler and Chromium)
# make properties  2,000 generated documents for each format: they come back as they were, but for what it loses by name
# make fuzz     hostile inputs for every reader and every TOML file (MINUTES=10; CASES="text=60000" so many; SEED=1)
# make storm    2,000 conversions at once into one folder, and 200 runs that are ended by signals
# make mutants  change the code in small ways and see whether the tests notice (ROOMS="speakers walk" SAMPLE=40 SEED=7)
# make weights  fit how much evidence counts from transcripts whose speakers are known (GOLD="folder ..."; CHECK=1 only compares)
# make layouts  how much depends on the layout of a text, on the same transcripts (GOLD="folder ...")
# make composition  how well pages are set, beside typst and LibreOffice, over the examples (GOLD="folder ...")
# make bench    docconv beside its peers, written to docs/performance.md (SIZES="16K 200K 2M 20M")
# make instructions  what start, readers and writers take, counted; above 3 % more than was accepted it fails (REFRESH=1 accepts)
# make clean    remove what was made; make distclean removes .venv too

PYTHON ?= python3
VENV ?= .venv
OUT ?= out
PYTEST_ARGS ?=
ROOMS ?=
MINUTES ?= 10
SEED ?= 1
SIZES ?=
REFRESH ?=
CASES ?=
GOLD ?= $(wildcard ../shared/gold ../shared/gold2)
CHECK ?=
BIN := $(VENV)/bin
TABLES := src/docconv/languages/tables.bin
EXAMPLES := $(sort $(wildcard examples/*.txt))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test check lint types docs format conformance odd pictures site bench instructions properties fuzz storm mutants weights layouts composition clean distclean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile

$(VENV)/.stamp-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "docconv needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "$(PYTHON) cannot make environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) install 'pip>=25.1'
	@touch $@

# The project is installed in place, so a stamp is stale only when its requirements change.
$(VENV)/.stamp-run: pyproject.toml $(VENV)/.stamp-venv
	@echo "installing docconv in $(VENV) ..."
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.stamp-test: $(VENV)/.stamp-run
	@echo "installing what the tests need ..."
	@$(PIP) install --group test
	@touch $@

$(VENV)/.stamp-check: $(VENV)/.stamp-test
	@echo "installing what the checks need ..."
	@$(PIP) install --group check
	@touch $@

MADE_BY := $(addprefix src/docconv/,speakers/labels/gazetteer.py speakers/mentions.py transcript/lexicon.py \
  transcript/labels/weights.py transcript/labels/weights.toml)
$(TABLES): $(VENV)/.stamp-run $(wildcard src/docconv/languages/*.toml src/docconv/languages/*.py) $(MADE_BY)
	@$(BIN)/python tools/tables.py

demo: $(VENV)/.stamp-run $(TABLES)
	@$(BIN)/docconv convert $(EXAMPLES) -o $(OUT)/ -t tei,docx,pdf,html --force
	@$(BIN)/python tools/demo.py $(OUT)

test: $(VENV)/.stamp-test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: lint types docs

lint: $(VENV)/.stamp-check
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.stamp-check
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python typing_tests
	$(BIN)/ty check --quiet --python $(VENV) typing_tests

docs: $(VENV)/.stamp-test
	$(BIN)/python -m pytest -q tests/house/test_docs.py

format: $(VENV)/.stamp-check
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

conformance: $(VENV)/.stamp-test
	$(BIN)/python tools/conformance.py

odd: $(VENV)/.stamp-test
	$(BIN)/python tools/odd.py

$(VENV)/.stamp-site: $(VENV)/.stamp-test
	@$(PIP) install --group site
	@touch $@

site: $(VENV)/.stamp-site
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs $(OUT)/site

pictures: $(VENV)/.stamp-test
	$(BIN)/python tools/pictures.py

PROPERTIES := $(addprefix tests/,$(addprefix formats/test_,round_trips.py captions.py chat_writer.py tier_writers.py \
  plain_text.py printed_times.py word_times.py) tei/test_tei_spoken.py tei/test_tei_parliament_back.py tei/test_tei_dracor.py)
COME_BACK := any_document or a_talk or reads_back_what_was_written or pylangacq_reads
properties: $(VENV)/.stamp-test
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q -n auto $(PROPERTIES) -k "$(COME_BACK)"

fuzz: $(VENV)/.stamp-test
	$(BIN)/python tools/fuzz.py --minutes $(MINUTES) --seed $(SEED) $(if $(CASES),--cases $(CASES))

storm: $(VENV)/.stamp-test
	$(BIN)/python tools/storm.py

$(VENV)/.stamp-weights: $(VENV)/.stamp-run
	@$(PIP) install --group weights
	@touch $@

weights: $(VENV)/.stamp-weights
	@test -n "$(GOLD)" || { echo "no transcripts to fit from: make weights GOLD=FOLDER"; test "$(CI)" != true; exit; }; \
	  $(BIN)/python tools/weights.py $(GOLD) $(if $(CHECK),--check)

layouts: $(VENV)/.stamp-weights
	$(BIN)/python tools/layouts.py $(GOLD)

$(VENV)/.stamp-composition: $(VENV)/.stamp-run
	@$(PIP) install --group composition
	@touch $@

composition: $(VENV)/.stamp-composition
	$(BIN)/python tools/composition.py examples $(GOLD) --beside

bench: $(VENV)/.stamp-run
	$(BIN)/python tools/benchmark.py $(SIZES)

instructions: $(VENV)/.stamp-run $(TABLES)
	$(BIN)/python tools/instructions.py $(if $(REFRESH),--refresh)

$(VENV)/.stamp-mutants: $(VENV)/.stamp-test
	@$(PIP) install --group mutants
	@touch $@

mutants: $(VENV)/.stamp-mutants
	$(BIN)/python tools/mutants.py $(ROOMS) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED))

clean:
	rm -rf $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests tools -name __pycache__ -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
