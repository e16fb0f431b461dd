"""What holds for every file of ours, and that no linter looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("knowledge/**/*.py")])
LINES_OF_FILE = 300
LINES_OF_FUNCTION = 40

every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))


@every_file
def test_a_file_fits_in_three_hundred_lines(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").count("\n")
    assert lines <= LINES_OF_FILE


@every_file
def test_a_function_fits_in_forty_lines(file: Path) -> None:
    long = [
        f"{node.name}: {length} lines"
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LINES_OF_FUNCTION
    ]
    assert not long


@every_file
def test_a_file_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(_tree(file))


@every_file
def test_the_environment_is_read_in_the_settings_only(file: Path) -> None:
    if file.parent != ROOT / "bot" / "settings":
        assert not list(_readings_of_environment(_tree(file)))


def test_a_reading_of_the_environment_is_seen() -> None:
    for code in ("import os\nos.environ['X']", "from os import getenv", "import os\nos.getenv"):
        assert list(_readings_of_environment(ast.parse(code)))


def _readings_of_environment(tree: ast.AST) -> Iterator[ast.AST]:
    names = {"environ", "environb", "getenv", "getenvb"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in names:
            is_of_os = isinstance(node.value, ast.Name) and node.value.id == "os"
            yield from [node] if is_of_os else []
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            yield from [node] if names & {alias.name for alias in node.names} else []


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
