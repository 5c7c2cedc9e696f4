# `make help` prints itself: every target with the words after its two hashes.
.DEFAULT_GOAL := help
PYTHON ?= python

.PHONY: help check fix test types lint layers docs golden cover demo bench bench-million skill spark alarms torture fuzz extract-score

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

check: lint types layers test ## all that CI runs

lint: ## ruff, rules and layout
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

fix: ## let ruff mend what it can
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

test: ## the whole suite
	$(PYTHON) -m pytest

types: ## mypy --strict, tests too
	$(PYTHON) -m mypy

layers: ## imports point down only
	lint-imports

docs: ## write the generated pages anew (docs/errors.md)
	$(PYTHON) -m tests.gallery.page

golden: ## the seven real incidents against what was predicted in words
	$(PYTHON) -m pytest tests/golden

cover: ## which lines the suite does not reach
	$(PYTHON) -m pytest --cov=tracker --cov-report=term-missing:skip-covered

demo: ## the first incident of sample_data
	$(PYTHON) -m tracker.cli demo

bench: ## time everything against named peers; writes docs/performance.md
	$(PYTHON) -m benchmarks --write docs/performance.md

bench-million: ## the same of a million claims, half an hour; writes its section of that page
	$(PYTHON) -m benchmarks million --write docs/performance.md

skill: ## how near each method comes to the settled tolls; writes docs/skill.json and .svg
	$(PYTHON) -m benchmarks.skill --claims sample_data --json docs/skill.json --picture docs/skill.svg

extract-score: ## precision, recall and speed of the extractor on labelled sentences
	@for gold in tests/extract/gold/*.jsonl; do \
		$(PYTHON) benchmarks/extract_score.py --gold $$gold; done

spark: ## tests with Java and PySpark, minutes; pip install -e '.[dev,spark]'
	$(PYTHON) -m pytest tests/spark --numprocesses=0 -rs

alarms: ## findings on the seven incidents, and how many of them were judged true
	$(PYTHON) -m benchmarks.alarms --claims sample_data

torture: ## the fault tests with the long figures: hours, as on a machine that has the night
	TRACKER_TORTURE=1 $(PYTHON) -m pytest tests/faults tests/ledger/test_reading.py \
		tests/ledger/postgres/test_killed.py tests/ledger/postgres/test_many_writers.py

fuzz: ## throw input at every reader for FUZZ_SECONDS (half an hour); pip install -e '.[fuzz]'
	$(PYTHON) -m tests.fuzzing
