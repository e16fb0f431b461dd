from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import PackError
from knowledge.intake.pack import read_pack, shipped_packs
from knowledge.model import Answers, Name, Role
from knowledge.store.sqlite import open_sqlite_store
from knowledge.vocabulary import Mode, NameKind, Scope, SpeakerKind, Stance
from tests.knowledge.intake.pack_files import ARTICLE, FILES, PackFiles, write_files

# file, what is spoilt there, by what, the problem that is said
ONE_PROBLEM = [
    ("sources.toml", "letter.txt", "lost.txt", (
        "sources.toml: source courier-roof, field 'file': 'sources/lost.txt' cannot be read; add it"
    )),
    ("sources.toml", "No comments:", "Share this", (
        "sources.toml: source courier-roof, field 'boilerplate':"
        " “Share this” stands in the text 0 times; it must once"
    )),
    ("sources.toml", "No comments:", "Roe", (
        "sources.toml: source courier-roof, field 'boilerplate':"
        " “Roe” stands in the text 2 times; it must once"
    )),
    ("sources.toml", 'language = "en"', "", (
        "sources.toml: source courier-roof, field 'language': is missing; add it"
    )),
    ("speakers.toml", 'kind = "outlet"', 'kind = "radio"', (
        "speakers.toml: speaker radio-example, field 'kind': 'radio' is unknown; use one of:"
        " person, office, state, organisation, outlet, unnamed_group, author"
    )),
    ("speakers.toml", '"misspelling"', '"typo"', (
        "speakers.toml: speaker jane-roe, field 'names': 'typo' is unknown; use one of:"
        " alias, role, demonym, script, misspelling"
    )),
    ("speakers.toml", '["Roe", ', '[" ", ', (
        "speakers.toml: speaker jane-roe, field 'name': is empty; remove it or fill it in"
    )),
    ("speakers.toml", 'speaks_for = "builders-ltd"', 'organisation = "Builders Ltd"', (
        "speakers.toml: speaker john-doe, field 'title':"
        " is empty; give a title, or whom it speaks for"
    )),
    ("speakers.toml", 'speaks_for = "builders-ltd"', 'speaks_for = "builders"', (
        "speakers.toml: speaker john-doe, field 'speaks_for':"
        " there is no speaker 'builders'; add it, or correct the id"
    )),
    ("claims.toml", '"indirect"', '"reported"', (
        "claims.toml: claim roof-cost, field 'mode': 'reported' is unknown; use one of:"
        " direct, indirect, mixed, narration"
    )),
    ("claims.toml", '["jane-roe"]', "[]", (
        "claims.toml: claim roof-cost, field 'said_by': names nobody; give the id of who said it"
    )),
    ("claims.toml", '["jane-roe"]', '["roe"]', (
        "claims.toml: claim roof-cost, field 'said_by':"
        " there is no speaker 'roe'; add it, or correct the id"
    )),
    ("claims.toml", '["radio-example"]', '["tv"]', (
        "claims.toml: claim roof-cost, field 'via':"
        " there is no speaker 'tv'; add it, or correct the id"
    )),
    ("claims.toml", 'quotes = ["the roof had cost 9 million euros"]', "", (
        "claims.toml: claim roof-cost, field 'quotes': is empty; copy the words from the source"
    )),
    ("claims.toml", 'mode = "indirect"', 'source = "courier"', (
        "claims.toml: claim roof-cost, field 'source':"
        " 'courier' is not a usable source of this pack; name one that is"
    )),
    ("responses.toml", '"denies"', '"refutes"', (
        "responses.toml: response roof-denial, field 'stance': 'refutes' is unknown; use one of:"
        " denies, rejects, disputes, counters, admits_in_part, confirms, corrects, retracts,"
        " declines_to_comment, did_not_respond, not_confirmed"
    )),
    ("responses.toml", '"denies"', '"did_not_respond"', (
        "responses.toml: response roof-denial, field 'silent':"
        " names nobody; stance did_not_respond needs it"
    )),
    ("responses.toml", 'by = ["john-doe"]', 'by = ["john-doe"]\nsilent = ["builders-ltd"]', (
        "responses.toml: response roof-denial, field 'silent': must be empty with stance denies"
    )),
    ("responses.toml", 'answers = [{ claim = "roof-cost", scope = "part" }]', "", (
        "responses.toml: response roof-denial, field 'answers':"
        " names no claim; a response is only shown under a claim that it answers"
    )),
    ("responses.toml", '"roof-cost"', '"roof"', (
        "responses.toml: response roof-denial, field 'answers':"
        " there is no claim 'roof'; add it, or correct the id"
    )),
    ("responses.toml", '"part"', '"half"', (
        "responses.toml: response roof-denial, field 'answers': 'half' is unknown; use one of:"
        " exact, part, broader"
    )),
    ("responses.toml", 'claim = "roof-cost", ', "", (
        "responses.toml: response roof-denial, field 'claim': is missing; add it"
    )),
    ("reviews.toml", 'rating = "Half true"', "", (
        "reviews.toml: review roof-checked, field 'rating':"
        " is empty, as are text and url; give what the review says, or where it stands"
    )),
    ("reviews.toml", '"roof-cost"', '"roof"', (
        "reviews.toml: review roof-checked, field 'claims':"
        " there is no claim 'roof'; add it, or correct the id"
    )),
]  # fmt: skip


def test_a_right_pack_becomes_its_records(pack: PackFiles) -> None:
    read = pack.read()
    assert (read.id, read.title) == ("town-hall", "The town hall roof")
    (source,) = read.records.sources
    assert (source.text, source.read_on, source.language) == (ARTICLE, date(2024, 5, 2), "en")
    roe, radio, doe, builders = read.records.speakers
    assert roe.names == (Name("Roe"), Name("Jayne Roe", NameKind.MISSPELLING))
    assert roe.roles == (Role("mayor", "Exampletown Council"),)
    assert (radio.kind, builders.kind) == (SpeakerKind.OUTLET, SpeakerKind.ORGANISATION)
    assert doe.speaks_for == ("builders-ltd",)
    (claim,) = read.records.claims
    assert (claim.said_by, claim.via) == (("jane-roe",), ("radio-example",))
    assert [(quote.exact, quote.mode) for quote in claim.quotes] == [
        ("the roof had cost 9 million euros", Mode.INDIRECT)
    ]
    (response,) = read.records.responses
    assert (response.stance, response.by) == (Stance.DENIES, ("john-doe",))
    assert response.on_behalf_of == ("builders-ltd",)
    assert response.answers == (Answers("roof-cost", Scope.PART),)
    assert response.quotes[0].mode is Mode.DIRECT
    assert claim.said_in == "a radio interview"
    assert claim.appearances == ("https://example.org/interview",)
    (review,) = read.records.reviews
    assert (review.publisher, review.rating) == ("Example Checkers", "Half true")
    assert (review.claims, review.reviewed_on) == (("roof-cost",), date(2024, 5, 3))


def test_a_pack_read_kept_and_read_again_changes_nothing(pack: PackFiles, tmp_path: Path) -> None:
    store = open_sqlite_store(tmp_path / "gainsay.sqlite")
    added = store.add(pack.read().records)
    again = store.add(pack.read().records)
    store.close()
    assert (added.new, added.changed) == (8, 0)
    assert (again.new, again.changed) == (0, 0)


def test_the_tables_may_be_spread_over_files_in_any_way(pack: PackFiles, tmp_path: Path) -> None:
    tables = [content for file, content in FILES.items() if file.endswith(".toml")]
    one_file = {
        "everything.toml": "\n".join(reversed(tables)),
        "sources/letter.txt": FILES["sources/letter.txt"],
    }
    assert write_files(tmp_path / "other", one_file).read() == pack.read()


def test_every_pack_that_ships_can_be_used() -> None:
    folders = [folder for folder in shipped_packs().iterdir() if folder.is_dir()]
    packs = {folder.name: read_pack(folder) for folder in folders}
    assert packs
    assert all(pack.id == folder for folder, pack in packs.items())


@pytest.mark.parametrize(("file", "old", "new", "problem"), ONE_PROBLEM)
def test_a_problem_is_said_with_file_record_field_and_what_to_do(
    file: str, old: str, new: str, problem: str, pack: PackFiles
) -> None:
    pack.change(file, old, new)
    assert problem in pack.problems()


def test_all_problems_of_all_files_are_said_at_once(pack: PackFiles) -> None:
    pack.change("speakers.toml", '"outlet"', '"radio"')
    pack.change("claims.toml", "9 million euros.", '9 million."\nhegde = "may')
    pack.change("claims.toml", "[[claim]]", '[[claim]]\nsayd_by = ["roe"]')
    pack.change("responses.toml", "is false", "is true")
    pack.change("responses.toml", '["builders-ltd"]', '["builders"]')
    pack.write("notes.toml", "[[claim")
    problems = pack.problems()
    said = [
        "radio-example, field 'kind'",
        "roof-cost, field 'hegde'",
        "roof-cost, field 'sayd_by'",
        "roof-denial, field 'quotes'",
        "notes.toml: is not TOML",
    ]
    assert [words for words in said if not any(words in p for p in problems)] == []


def test_the_error_names_the_pack_and_counts_its_problems(pack: PackFiles) -> None:
    pack.change("claims.toml", '["jane-roe"]', "[]")
    with pytest.raises(PackError, match=r"^pack town-hall: 1 problem\(s\)\n"):
        pack.read()


@pytest.mark.parametrize("kind", ["sources", "speakers", "claims", "responses"])
def test_an_id_is_used_once(kind: str, pack: PackFiles) -> None:
    pack.write("again.toml", FILES[f"{kind}.toml"].split("\n\n")[0])
    assert all("field 'id': is used 2 times" in problem for problem in pack.problems())


@pytest.mark.parametrize("id_", ["Roof Cost", "roof_-cost", ""])
def test_an_id_that_is_none_is_refused_with_the_rule(id_: str, pack: PackFiles) -> None:
    pack.change("claims.toml", 'id = "roof-cost"', f'id = "{id_}"')
    (problem,) = [p for p in pack.problems() if "field 'id'" in p]
    assert f"'{id_}' is not an id; use lower-case letters and digits" in problem
    assert problem.startswith("claims.toml: claim")


@pytest.mark.parametrize(
    "file",
    [
        "/etc/hostname",
        "../letter.txt",
        "sources/../../letter.txt",
        "./letter.txt",
        "sources//letter.txt",
        "sources\\\\letter.txt",
        "",
    ],
)
def test_a_document_stands_inside_the_pack_s_folder(file: str, pack: PackFiles) -> None:
    (pack.folder.parent / "letter.txt").write_text(ARTICLE, encoding="utf-8")
    pack.change("sources.toml", "sources/letter.txt", file)
    (problem,) = pack.problems()
    assert "leaves the pack's folder; put it inside" in problem


@pytest.mark.parametrize("file", ["sources", "let\\u0000ter.txt", "a" * 5_000])
def test_what_cannot_be_a_document_is_a_problem_like_any_other(file: str, pack: PackFiles) -> None:
    pack.change("sources.toml", "sources/letter.txt", file)
    (problem,) = pack.problems()
    assert "cannot be read" in problem


def test_a_document_that_is_not_utf_8_is_refused(pack: PackFiles) -> None:
    pack.write("sources/letter.txt", ARTICLE.encode("utf-16"))
    (problem,) = pack.problems()
    assert "'sources/letter.txt' is not UTF-8; save it so" in problem


def test_a_document_that_was_changed_is_refused_with_its_present_hash_and_nothing_else(
    pack: PackFiles,
) -> None:
    changed = ARTICLE.replace("9 million", "4 million").encode()
    pack.write("sources/letter.txt", changed)
    (problem,) = pack.problems()
    assert problem == (
        "sources.toml: source courier-roof, field 'sha256': 'sources/letter.txt' has"
        f" {hashlib.sha256(changed).hexdigest()}; if the file is as it was read, write that"
    )


@pytest.mark.parametrize("content", [ARTICLE.replace("\n", "\r\n"), "\ufeff" + ARTICLE])
def test_a_document_is_kept_to_the_byte(content: str, pack: PackFiles) -> None:
    old, new = (hashlib.sha256(text.encode()).hexdigest() for text in (ARTICLE, content))
    pack.write("sources/letter.txt", content.encode())
    pack.change("sources.toml", old, new)
    (source,) = pack.read().records.sources
    assert (source.text, source.sha256) == (content, new)


def test_a_pack_without_a_head_is_refused(pack: PackFiles) -> None:
    pack.write("pack.toml", "")
    assert pack.problems() == ["pack.toml: has no [pack] with an id and a title; add it"]


@pytest.mark.parametrize("field", ["id", "title"])
def test_the_head_has_an_id_and_a_title(field: str, pack: PackFiles) -> None:
    pack.change("pack.toml", f"\n{field} = ", "\ndescription = ")
    (problem,) = pack.problems()
    assert f"field '{field}': is missing; add it" in problem


def test_a_pack_has_one_head(pack: PackFiles) -> None:
    pack.write("more.toml", FILES["pack.toml"])
    assert any("second [pack]" in problem for problem in pack.problems())


def test_a_folder_that_is_not_there_is_called_so(tmp_path: Path) -> None:
    assert any("no such folder" in p for p in PackFiles(tmp_path / "lost").problems())
