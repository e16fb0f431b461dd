from __future__ import annotations

import time

import pytest

from knowledge.intake.tables import FIELDS, FILE_BYTES, RECORD_TABLES
from tests.knowledge.intake.pack_files import PackFiles


@pytest.mark.parametrize(
    ("file", "old", "record", "kind"),
    [
        ("pack.toml", "title =", "pack town-hall", "pack"),
        ("sources.toml", "language =", "source courier-roof", "source"),
        ("claims.toml", "via =", "claim roof-cost", "claim"),
        ("responses.toml", "text =", "response roof-denial", "response"),
        ("reviews.toml", "rating =", "review roof-checked", "review"),
    ],
)
def test_a_misspelt_field_is_refused_with_those_there_are(
    file: str, old: str, record: str, kind: str, pack: PackFiles
) -> None:
    pack.change(file, old, f"x{old}")
    fields = ", ".join(FIELDS[kind])
    wanted = f"{file}: {record}, field 'x{old[:-2]}': is not a field of a {kind}; it has: {fields}"
    assert wanted in pack.problems()


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("speakers.toml", '{ name = "Jayne Roe"', '{ nmae = "Jayne Roe"', "name"),
        ("speakers.toml", "{ title =", "{ titel =", "role"),
        ("claims.toml", '"the roof had cost 9 million euros"', '{ exakt = "roof" }', "quote"),
        ("responses.toml", "scope =", "skope =", "answer"),
    ],
)
def test_a_misspelt_field_inside_a_field_is_refused_too(
    file: str, old: str, new: str, kind: str, pack: PackFiles
) -> None:
    pack.change(file, old, new)
    assert any(f"is not a field of a {kind}; it has: " in problem for problem in pack.problems())


def test_every_misspelt_field_of_a_record_is_said(pack: PackFiles) -> None:
    pack.change("claims.toml", "via =", "vja =")
    pack.change("claims.toml", "mode =", "mood =")
    problems = "\n".join(pack.problems())
    assert "field 'vja'" in problems
    assert "field 'mood'" in problems


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("sources.toml", "2024-05-02", '"2024-05-02"', "'read_on': is text; write a date"),
        ("claims.toml", '["jane-roe"]', '"jane-roe"', "'said_by': is text; write a list"),
        ("claims.toml", '["jane-roe"]', "[5]", "'said_by': holds something else than strings"),
        ("claims.toml", 'mode = "indirect"', "hedge = 5", "'hedge': is a number; write text"),
        ("claims.toml", 'mode = "indirect"', "hedge = true", "'hedge': is true or false; write"),
        ("claims.toml", '["the roof had cost 9 million euros"]', "[5]", "neither a string nor a"),
        ("responses.toml", '[{ claim = "roof-cost", scope = "part" }]', "{}", "write a list"),
        ("responses.toml", '"part"', "1", "'scope': is a number; write text"),
    ],
)
def test_a_value_of_another_type_is_refused_once(
    file: str, old: str, new: str, problem: str, pack: PackFiles
) -> None:
    pack.change(file, old, new)
    (said,) = (line for line in pack.problems() if "there is no" not in line)
    assert problem in said
    assert said.startswith(f"{file}: ")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[[revue]]\n", "'revue' is unknown; a pack holds [pack], [[source]], [[speaker]],"),
        ("[[claims]]\n", "'claims' is unknown"),
        ("note = 5\n", "'note' is unknown"),
        ("[claim]\nid = 'x'\n", "write [[claim]], with two brackets each side"),
        ("claim = ['x']\n", "write [[claim]], with two brackets each side"),
        ("[[pack]]\nid = 'x'\n", "write [pack], once"),
    ],
)
def test_a_table_that_is_not_of_the_format_is_refused(
    content: str, problem: str, pack: PackFiles
) -> None:
    pack.write("more.toml", content)
    (said,) = pack.problems()
    assert said.startswith("more.toml: ")
    assert problem in said


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_a_record_without_an_id_is_called_by_its_number(table: str, pack: PackFiles) -> None:
    pack.write("more.toml", f"[[{table}]]\n")
    assert any(
        problem.startswith(f"more.toml: {table} number 1, field ")
        and problem.endswith("is missing; add it")
        for problem in pack.problems()
    )


# --- files that are not what they should be ---


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[[claim", "more.toml: is not TOML: "),
        (b"a = 2024-13-45", "more.toml: is not TOML: "),
        (b"id = 'one'\nid = 'two'", "more.toml: is not TOML: "),
        (b"# na\xefve", "more.toml: is not UTF-8 (byte 4); save it as UTF-8"),
        ("# naïve".encode("utf-16"), "more.toml: is not UTF-8 (byte 0); save it as UTF-8"),
        (b"a = " + b"9" * 100_000, "more.toml: is not TOML: "),
        (b"a = " + b"[" * 100_000, "more.toml: is nested too deeply; "),
        (b"a = " + b"{a = " * 100_000, "more.toml: is nested too deeply; "),
        (b"a." * 100_000 + b"a = 1", "more.toml: is nested too deeply; "),
        (b"[" + b"a." * 100_000 + b"a]", "more.toml: is nested too deeply; "),
        (b"#" * (FILE_BYTES + 1), "more.toml: is larger than 33,554,432 bytes; split it"),
    ],
    ids=range(11),
)
def test_a_file_that_cannot_be_read_is_a_problem_not_a_crash(
    content: bytes, problem: str, pack: PackFiles
) -> None:
    pack.write("more.toml", content)
    began = time.monotonic()
    (said,) = pack.problems()
    assert said.startswith(problem)
    assert time.monotonic() - began < 5


def test_a_folder_that_is_called_like_a_file_is_a_problem(pack: PackFiles) -> None:
    (pack.folder / "more.toml").mkdir()
    (problem,) = pack.problems()
    assert problem.startswith("more.toml: cannot be read: ")


def test_a_byte_order_mark_and_other_files_do_not_matter(pack: PackFiles) -> None:
    right = pack.read()
    pack.write("more.toml", b"\xef\xbb\xbf# nothing")
    pack.write("README.md", "[[claim")
    pack.write("old/claims.toml", "[[claim")
    assert pack.read() == right


@pytest.mark.parametrize("id_", ["a\\nb", "a\\u001b[31m", "a\\rb"])
def test_every_problem_is_one_line_that_cannot_repaint_the_screen(
    id_: str, pack: PackFiles
) -> None:
    pack.change("claims.toml", "roof-cost", id_)
    pack.change("claims.toml", "the roof had", "the roof\\n had")
    problems = pack.problems()
    assert len(problems) >= 2
    assert all(problem.isprintable() for problem in problems)
