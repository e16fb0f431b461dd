from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import RecordError
from knowledge.evaluation.claim_sets import ClaimSet, read_claim_set
from knowledge.evaluation.set_records import (
    BUNDLE_CLAIMS,
    UNNAMED,
    bundles,
    record_id,
    set_id_of,
)
from knowledge.intake.importing.days import read_day
from knowledge.rules import check_id
from knowledge.store.sqlite import open_sqlite_store
from knowledge.vocabulary import Mode
from tests.knowledge.evaluation.invented_set import CLAIMS, QUESTIONS, write_set

TODAY = date(2024, 5, 2)
A_CLAIM = '{"id": "c1", "text": "The weir is broken."}'


def read(folder: Path, split: str = "dev") -> ClaimSet:
    return read_claim_set(folder, split, read_on=TODAY)


def refusal(folder: Path, split: str = "dev") -> str:
    with pytest.raises(ValueError) as refused:
        read(folder, split)
    return str(refused.value)


def test_a_claim_is_kept_with_what_the_set_says_of_it(tmp_path: Path) -> None:
    everything = {
        "id": "c1",
        "text": "The weir is broken.",
        "title": "Is the weir broken?",
        "claimant": "Ilse Brandt",
        "reviewer": "Otto Kern",
        "date": "22 October 2019",
        "url": "https://news.example/weir",
        "venue": "a letter",
        "verdict": "not read",
    }
    kept = read(write_set(tmp_path, claims=[everything], questions=[("q", "Weir?", "c1")]))
    (claim,) = kept.claims
    (quote,) = claim.quotes
    assert (quote.exact, quote.mode) == (claim.text, Mode.NARRATION)
    assert (quote.source.title, quote.source.byline) == ("Is the weir broken?", "Otto Kern")
    assert quote.source.url == "https://news.example/weir"
    assert quote.source.published_on == claim.said_on == date(2019, 10, 22)
    assert quote.source.read_on == TODAY
    assert claim.topics == ("a letter",)
    assert [kept.speakers[speaker].name for speaker in claim.said_by] == ["Ilse Brandt"]


def test_a_day_without_a_claimant_is_the_articles_alone(tmp_path: Path) -> None:
    dated = {"id": "c1", "text": "The weir is broken.", "date": "2019-10-22"}
    (claim,) = read(write_set(tmp_path, claims=[dated], questions=[("q", "Weir?", "c1")])).claims
    assert claim.quotes[0].source.published_on == date(2019, 10, 22)
    assert claim.said_on is None
    assert claim.said_by == (UNNAMED.id,)


def test_one_claimant_is_one_speaker(tmp_path: Path) -> None:
    kept = read(write_set(tmp_path))
    assert kept.claims[0].said_by == kept.claims[1].said_by
    assert {speaker.name for speaker in kept.speakers.values()} == {UNNAMED.name, "Ilse Brandt"}


def test_a_question_may_mean_several_claims(tmp_path: Path) -> None:
    folder = write_set(tmp_path)
    with (folder / "qrels.dev.tsv").open("a", encoding="utf-8") as file:
        file.write("q1\tvalley-3\r\n\n")
    assert read(folder).questions[0].golds == {"valley-0", "valley-3"}


def test_the_records_can_be_kept_in_a_store(tmp_path: Path) -> None:
    kept = read(write_set(tmp_path))
    store = open_sqlite_store(tmp_path / "gainsay.sqlite")
    for records in bundles(kept.claims, kept.speakers):
        store.add(records)
    assert store.list_claims() == tuple(claim["id"] for claim in CLAIMS)
    store.close()


def test_many_claims_are_bundled_without_loss(tmp_path: Path) -> None:
    many = [{"id": f"c{n}", "text": f"Weir {n} is broken."} for n in range(BUNDLE_CLAIMS + 1)]
    kept = read(write_set(tmp_path, claims=many, questions=[("q", "Weir?", "c0")]))
    bundled = list(bundles(kept.claims, kept.speakers))
    assert [len(records.claims) for records in bundled] == [BUNDLE_CLAIMS, 1]
    assert tuple(claim for records in bundled for claim in records.claims) == kept.claims


def test_an_id_that_is_no_records_id_is_kept_under_another(tmp_path: Path) -> None:
    odd = {"id": "Vallée 1 (old)", "text": "The weir is broken."}
    kept = read(write_set(tmp_path, claims=[odd], questions=[("q", "Weir?", "Vallée 1 (old)")]))
    assert kept.questions[0].golds == {kept.claims[0].id}
    assert set_id_of(kept.claims[0].id) == "Vallée 1 (old)"


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_ids_are_turned_into_ids_and_back(one: str, other: str) -> None:
    check_id("claim", record_id(one))
    assert set_id_of(record_id(one)) == one
    assert (record_id(one) == record_id(other)) == (one == other)


def test_an_id_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(RecordError):
        record_id("É" * 200)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("26 May 2015", date(2015, 5, 26)),
        ("26May 2015", date(2015, 5, 26)),
        ("October 22, 2019", date(2019, 10, 22)),
        ("Oct. 2, 2019", date(2019, 10, 2)),
        ("2019-10-22", date(2019, 10, 22)),
        ("2019-10-22T08:00:00Z", date(2019, 10, 22)),
        ("31 February 2015", None),
        ("5 Florence 2015", None),
        ("some time in May 2015", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_people_write_it_or_not_at_all(
    written: str | None, day: date | None
) -> None:
    assert read_day(written) == day


def test_an_unknown_split_names_those_that_are_there(tmp_path: Path) -> None:
    folder = write_set(write_set(tmp_path), split="train")
    said = refusal(folder, "test")
    assert "'test'" in said
    assert "dev, train" in said


def test_a_folder_without_claims_is_refused(tmp_path: Path) -> None:
    assert "claims.jsonl" in refusal(tmp_path)


def test_questions_without_answers_file_are_refused(tmp_path: Path) -> None:
    (write_set(tmp_path) / "qrels.dev.tsv").unlink()
    assert "qrels.dev.tsv" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[1]", "is not a JSON object"),
        ('{"id": "c2"}', "'text' is missing"),
        ('{"id": "c2", "text": "  "}', "'text' is missing"),
        ('{"text": "The weir is dry."}', "'id' is missing"),
        ('{"id": 2, "text": "The weir is dry."}', "'id' is not a text"),
        ('{"id": "c2", "text": "The weir is dry.", "date": 2015}', "'date' is not a text"),
        ('{"id": "c2", "text": "half a \\ud800 character"}', "surrogate"),
        (f'{{"id": "{"É" * 200}", "text": "The weir is dry."}}', "is not an id"),
        (A_CLAIM, "was used before"),
    ],
)
def test_a_broken_claim_is_refused_with_its_file_and_line(
    tmp_path: Path, line: str, why: str
) -> None:
    said = refusal(write_set(tmp_path, claims=[A_CLAIM, line]))
    assert said.startswith("claims.jsonl, line 2: ")
    assert why in said
    assert "weir" not in said


def test_a_line_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    folder = write_set(tmp_path)
    (folder / "queries.dev.jsonl").write_bytes(b'\n{"id": "q1", "text": "caf\xe9"}\n')
    assert refusal(folder).startswith("queries.dev.jsonl, line 2: is not UTF-8")


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    folder = write_set(tmp_path)
    file = folder / "claims.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert len(read(folder).claims) == len(CLAIMS)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("q1 valley-1", "is not a question id, a tab and a claim id"),
        ("q1\t0\tvalley-1\t1", "is not a question id, a tab and a claim id"),
        ("q1\t", "is not a question id, a tab and a claim id"),
        ("q1\tvalley-99", "there is no claim 'valley-99'"),
        (f"q1\t{'É' * 200}", "is not an id"),
    ],
)
def test_a_broken_gold_is_refused_with_its_file_and_line(
    tmp_path: Path, line: str, why: str
) -> None:
    folder = write_set(tmp_path)
    with (folder / "qrels.dev.tsv").open("a", encoding="utf-8") as file:
        file.write(line)
    said = refusal(folder)
    assert said.startswith(f"qrels.dev.tsv, line {len(QUESTIONS) + 1}: ")
    assert why in said


def test_a_question_asked_twice_is_refused(tmp_path: Path) -> None:
    assert "line 2" in refusal(write_set(tmp_path, questions=[QUESTIONS[0], QUESTIONS[0]]))


def test_what_cannot_be_measured_with_is_left_out_and_counted(tmp_path: Path) -> None:
    folder = write_set(tmp_path)
    with (folder / "queries.dev.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "q7", "text": "Is the weir broken?"}')
    with (folder / "qrels.dev.tsv").open("a", encoding="utf-8") as file:
        file.write("q8\tvalley-1\nq9\tvalley-1\n")
    kept = read(folder)
    assert len(kept.questions) == len(QUESTIONS)
    assert [said.split(" of ")[0] for said in kept.left_out] == [
        "Left out: 1 question(s)",
        "Left out: 2 question(s)",
    ]


def test_a_split_with_nothing_to_ask_is_refused(tmp_path: Path) -> None:
    assert "names no question" in refusal(write_set(tmp_path, questions=[]))
