from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.intake.document import Document, read_document
from knowledge.intake.draft import DraftSpeaker
from knowledge.intake.draft_pack import PACK_FILE, pack_of
from knowledge.intake.drafting import drafts_of
from knowledge.intake.pack import Pack, read_pack
from knowledge.intake.speaker_kinds import kind_of
from knowledge.vocabulary import SpeakerKind

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
TODAY = date(2024, 5, 2)


def written(document: Document, folder: Path) -> Pack:
    files = pack_of(document, drafts_of(document), read_on=TODAY)
    (folder / "sources").mkdir()
    (folder / files.source_path).write_bytes(files.source_text.encode())
    (folder / PACK_FILE).write_text(files.toml, encoding="utf-8")
    return read_pack(folder)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_the_drafts_of_an_article_are_a_pack_that_can_be_loaded(
    article: Path, tmp_path: Path
) -> None:
    document = read_document(article.name, article.read_bytes())
    drafts = drafts_of(document)
    records = written(document, tmp_path).records
    sure = [draft for draft in drafts if draft.answers or draft.kind == "claim"]
    assert len(records.claims) + len(records.responses) == len(sure)
    (source,) = records.sources
    assert source.text == document.text
    assert source.byline == document.byline


NASTY = (
    'By Ann Lee\r\n"Jane Roe" \\ said that the bridge was closed.\r\n'
    "Jane Roe said that the bridge was closed.\r\n"
    "Jane Roe said that the bridge was closed.\r\n"
    "\tJan-Roe said that \x7f it was closed in '''May'''.\r\n"
)


def test_words_that_occur_several_times_are_found_at_their_place(tmp_path: Path) -> None:
    document = read_document("nasty", NASTY.encode())
    drafts = drafts_of(document)
    records = written(document, tmp_path).records
    places = [quote.start for claim in records.claims for quote in claim.quotes]
    assert places == [quote.start for draft in drafts for quote in draft.quotes]
    assert len(places) >= 3


def test_what_is_not_certain_stands_in_comments() -> None:
    text = (
        "Jane Roe said the bridge was closed in May, while the ferry was sold to Doe Lines. "
        "The council rejected the claim."
    )
    document = Document("article", text)
    toml = pack_of(document, drafts_of(document), read_on=TODAY).toml
    assert "# [[response]]" in toml
    assert toml.count("# answers ") == 2
    assert "\n[[response]]" not in toml


def test_a_draft_of_a_page_keeps_what_the_page_says_of_itself(tmp_path: Path) -> None:
    document = Document(
        "page",
        "Jane Roe said that the bridge was closed.",
        title="A “bridge” \\ a boat",
        publisher="The Post",
        published_on=date(2024, 5, 1),
        url="https://post.example/bridge?a=1",
    )
    (source,) = written(document, tmp_path).records.sources
    assert (source.title, source.publisher, source.published_on, source.url) == (
        document.title,
        document.publisher,
        document.published_on,
        document.url,
    )


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        (DraftSpeaker("Jane Roe"), SpeakerKind.PERSON),
        (DraftSpeaker("Roe", "mayor"), SpeakerKind.PERSON),
        (DraftSpeaker("Bay Terminals", "the operator"), SpeakerKind.ORGANISATION),
        (DraftSpeaker("The Labour Inspectorate"), SpeakerKind.ORGANISATION),
        (DraftSpeaker("Radio Example"), SpeakerKind.OUTLET),
        (DraftSpeaker("the Health Ministry"), SpeakerKind.OFFICE),
        (DraftSpeaker("two officials"), SpeakerKind.UNNAMED_GROUP),
        (DraftSpeaker("senior Biden administration officials"), SpeakerKind.UNNAMED_GROUP),
    ],
)
def test_the_kind_of_a_speaker_is_what_the_words_tell(
    speaker: DraftSpeaker, kind: SpeakerKind
) -> None:
    assert kind_of(speaker) is kind
