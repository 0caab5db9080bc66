# Nothing is assumed but make and Python 3.11 or newer: PYTHON=python3.12 make run
PYTHON ?= python3
ATTACHE := .venv/bin/attache
PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet
LOCK := .venv/supply/bin/uv pip compile --quiet --constraint constraints.txt --generate-hashes --universal --python-version 3.11 --no-header --no-annotate

.PHONY: run test lint types tests words bench bench-long eval mutants clean

# At a terminal the bot gets a process group of its own, so that Ctrl-C reaches it and not make, which would exit 2 whatever the bot does.
run: .venv/run.stamp ## The bot: in Discord with DISCORD_TOKEN, else in the sandbox
	@if [ -t 0 ]; then set -m; fi; $(ATTACHE) run

test: lint types tests ## Everything CI checks

lint: .venv/dev.stamp
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: .venv/dev.stamp
	.venv/bin/mypy

# The tests start Python many times: what is compiled once is kept, whatever the environment says.
tests: .venv/dev.stamp
	PYTHONDONTWRITEBYTECODE= .venv/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder

words: .venv/dev.stamp ## Messages of the code into data/words/, compiled; prints what is left to translate
	.venv/bin/python -m tests.words

bench: .venv/dev.stamp ## One table of figures with their floors, within ten minutes; BENCH='start load' for some
	.venv/bin/python -m benchmarks $(BENCH)

bench-long: .venv/dev.stamp ## All of them, with 1,000 and 50,000 articles: hours
	.venv/bin/python -m benchmarks --long $(BENCH)

eval: .venv/dev.stamp ## Reading's development figures beside their floors; needs ../shared
	.venv/bin/python -m training.evaluation

mutants: .venv/dev.stamp ## How many of 150 small changes to the code the tests notice; MUTANTS='--under bot/ui --sample 20'
	.venv/bin/python -m tests.mutants $(MUTANTS)

lock: .venv/supply.stamp ## locks/*.txt anew: every file that the Dockerfile installs, with its hash
	$(LOCK) pyproject.toml --output-file locks/run.txt
	echo '$(shell sed -n 's/^requires = \["\(.*\)"\]/\1/p' pyproject.toml)' | $(LOCK) - --output-file locks/build.txt

licences: .venv/dev.stamp ## The licence of each package that is installed; fails at one nobody has decided about
	.venv/bin/python -m tests.licences

audit: .venv/supply.stamp ## Known vulnerabilities of what is locked; asks PyPI
	.venv/supply/bin/pip-audit --strict --disable-pip --require-hashes --requirement locks/run.txt

sbom: .venv/supply.stamp ## sbom.json: what is locked, as CycloneDX
	.venv/supply/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file sbom.json locks/run.txt

clean:
	rm -rf .venv

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Attaché needs Python 3.11 or newer; try: make run PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

# pip before 23.3 takes lxml[html-clean] and lxml[html_clean] for two things and ends.
.venv/run.stamp: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) install 'pip>=23.3'
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) install 'pip>=23.3'
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ .venv/run.stamp

# Apart, so that these tools decide no version of the bot's packages.
.venv/supply.stamp: | .venv/bin/python
	$(PYTHON) -m venv .venv/supply
	.venv/supply/bin/pip --disable-pip-version-check --quiet install uv==0.13.9 pip-audit==2.10.1 cyclonedx-bom==7.5.0
	@touch $@
