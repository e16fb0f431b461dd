# What a newcomer types. Everything is set up on the first use, in .venv; a second use starts
# at once, until pyproject.toml changes.
#
#   make ask Q="Who said Russia wants hundreds of ballistic missiles?"
#   make test      the tests
#   make load      300 questions at once on a fake Slack and a fake Discord, on this machine
#   make check     what .ci/run runs: linters, types, import rules, tests
#   make clean     removes .venv and what the tools keep

SHELL := /bin/sh
BIN := .venv/bin

# A question may hold quotes, $ and backticks. `value` takes it as it was typed, and the recipe
# reads it from the environment: neither make nor the shell looks into it.
override Q := $(value Q)
export Q

.PHONY: ask test load check clean

ask: .venv/.ready
	@if [ -z "$$Q" ]; then \
		echo 'Usage: make ask Q="Who said Russia wants hundreds of ballistic missiles?"' >&2; exit 2; \
	fi; \
	$(BIN)/gainsay ask -- "$$Q" || [ $$? -eq 1 ]  # 1: nothing is recorded, and that was said

test: .venv/.ready-to-test
	@$(BIN)/python -m pytest

load: .venv/.ready-to-test
	$(BIN)/python -m tests.load slack
	$(BIN)/python -m tests.load discord

check: .venv/.ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info

.venv/.ready: pyproject.toml | .venv/.made
	@echo 'Setting up Gainsay in .venv (once; this takes a minute) …' >&2
	@$(call install,.)
	@touch $@

.venv/.ready-to-test: pyproject.toml | .venv/.made
	@echo 'Setting up Gainsay and its test tools in .venv (once; this takes a minute) …' >&2
	@$(call install,.[dev])
	@touch .venv/.ready $@

# pip speaks only if it fails.
define install
PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1 \
$(BIN)/python -m pip install --quiet --editable '$(1)' >.venv/pip.log 2>&1 \
|| { cat .venv/pip.log >&2; \
     echo 'Setting up failed; the lines above are from pip. Is there a network connection?' >&2; \
     exit 1; }
endef

.venv/.made:
	@python=; for candidate in python3.13 python3.12 python3.11 python3 python; do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			python=$$candidate; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'Gainsay needs Python 3.11 or newer, and none was found on this machine.' >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then \
		echo "$$python cannot make virtual environments here." >&2; \
		echo 'On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; \
	fi; \
	"$$python" -m venv --clear .venv
	@touch $@
