"""docs/data-model.md tells how to write a pack: what it shows can be loaded as it stands there."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from knowledge.answer import standing_of
from knowledge.intake.tables import FIELDS
from knowledge.model import Answers, Claim, Name, Quote, Role
from knowledge.records import Records
from knowledge.vocabulary import SILENCES, Mode, NameKind, Scope, SpeakerKind, Stance
from tests.builders import a_response
from tests.knowledge.intake.pack_files import PackFiles

PAGE = (Path(__file__).parents[3] / "docs" / "data-model.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
LETTER = (
    "Mayor Jane Roe said the roof had cost 9 million euros, Radio Example reported.\n"
    "“It cost 9 million,” the mayor said. “It cost 9 million, as planned.”\n"
    "“That figure is false,” Doe said. The builders did not answer questions.\n"
    "Share this page\n"
    "No comments:\n"
)
# Who and what the page's examples mention without showing.
THE_REST = """
[[speaker]]
id = "radio-example"
kind = "outlet"
name = "Radio Example"

[[speaker]]
id = "john-doe"
kind = "person"
name = "John Doe"

[[speaker]]
id = "builders-ltd"
kind = "organisation"
name = "Builders Ltd"

[[speaker]]
id = "exampletown"
kind = "organisation"
name = "Exampletown"

[[claim]]
id = "roof-late"
text = "The roof was late."
said_by = ["jane-roe"]
quotes = ["Radio Example reported"]
"""


def the_block(start: str) -> str:
    (block,) = (block for block in BLOCKS if block.startswith(start))
    return str(block)


@pytest.fixture
def pack(tmp_path: Path) -> PackFiles:
    """The pack of the page, with the letter that its examples quote."""
    files = PackFiles(tmp_path / "town-hall-2024")
    source = re.sub(
        'sha256 = "[^"]+"',
        f'sha256 = "{hashlib.sha256(LETTER.encode()).hexdigest()}"',
        the_block("[[source]]"),
    )
    files.write("pack.toml", the_block("[pack]"))
    files.write("sources.toml", source)
    files.write("speakers.toml", the_block("[[speaker]]"))
    files.write("claims.toml", the_block("[[claim]]"))
    files.write("responses.toml", "\n".join(b for b in BLOCKS if b.startswith("[[response]]")))
    files.write("reviews.toml", the_block("[[review]]"))
    files.write("rest.toml", THE_REST)
    files.write("sources/letter.txt", LETTER)
    return files


@pytest.fixture
def records(pack: PackFiles) -> Records:
    return pack.read().records


def the_claim(records: Records) -> Claim:
    return next(claim for claim in records.claims if claim.id == "roof-cost")


def test_every_example_of_the_page_is_one_that_is_loaded_here() -> None:
    starts = ["[pack]", "[[source]]", "[[speaker]]", "[[claim]]", "quotes", "[[response]]"]
    starts += ["[[response]]", "[[review]]"]
    assert [block.split("\n")[0].split(" =")[0] for block in BLOCKS] == starts


def test_the_example_pack_can_be_loaded(records: Records) -> None:
    assert {response.id for response in records.responses} == {"roof-denial", "builders-silent"}
    assert the_claim(records).said_by == ("jane-roe",)
    assert the_claim(records).said_in == "a radio interview"
    assert [review.rating for review in records.reviews] == ["Half true"]


def test_the_speaker_of_the_page_has_the_names_that_it_shows(records: Records) -> None:
    roe = next(speaker for speaker in records.speakers if speaker.id == "jane-roe")
    assert roe.names == (
        Name("Roe"),
        Name("Jayne Roe", NameKind.MISSPELLING),
        Name("die Bürgermeisterin", NameKind.ROLE, "de"),
    )
    assert roe.roles == (Role("mayor", "Exampletown Council", "exampletown"),)


def test_a_plain_claim_is_answered_exactly_as_the_page_says(records: Records) -> None:
    (denial,) = (r for r in records.responses if r.id == "roof-denial")
    assert denial.answers == (Answers("roof-cost"), Answers("roof-late", Scope.PART))


def test_the_page_s_quote_with_prefix_suffix_and_mode_finds_its_place(pack: PackFiles) -> None:
    first = re.search("^quotes = .*$", the_block("[[claim]]"), re.MULTILINE)
    assert first
    pack.change("claims.toml", first.group(), the_block("quotes = ["))
    (quote,) = the_claim(pack.read().records).quotes
    assert isinstance(quote, Quote)
    assert (quote.start, quote.mode) == (LETTER.rindex("It cost 9 million"), Mode.DIRECT)


def test_the_page_s_table_of_stances_is_what_the_program_does() -> None:
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]+) \| `(\w+)` \|$", PAGE, re.MULTILINE)
    table = {
        Stance(stance): (standing, who)
        for stances, standing, who in rows
        for stance in re.findall(r"`(\w+)`", stances)
    }
    assert set(table) == set(Stance)
    for stance, (standing, who) in table.items():
        found = standing_of([a_response(stance=stance)]).replace("_", " ")
        assert standing.split(",")[0] == found
        assert who == ("silent" if stance in SILENCES else "by")


@pytest.mark.parametrize("kind", [SpeakerKind, NameKind, Mode, Stance, Scope])
def test_every_fixed_word_is_on_the_page(
    kind: type[SpeakerKind | NameKind | Mode | Stance | Scope],
) -> None:
    assert [word for word in kind if not re.search(rf"\b{word}\b", PAGE)] == []


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_field_is_on_the_page(kind: str) -> None:
    assert [name for name in FIELDS[kind] if not re.search(rf"\b{name}\b", PAGE)] == []
