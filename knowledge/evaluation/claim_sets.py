"""Evaluation sets on disk: claims, questions, and which claims each question means.

A folder holds `claims.jsonl` ({id, text, and perhaps title, claimant, reviewer, date, url, venue}
a line), and for each split `queries.SPLIT.jsonl` ({id, text} a line) and `qrels.SPLIT.tsv`
(question id TAB claim id a line; a question may mean several claims). What is said about a line
that cannot be used names the file and the line, and never repeats the set's text.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.errors import RecordError
from knowledge.evaluation.set_records import UNNAMED, as_claim, record_id
from knowledge.model import Claim, Speaker
from knowledge.text import words
from knowledge.vocabulary import SpeakerKind

CLAIMS = "claims.jsonl"
_OPTIONAL = ("title", "claimant", "reviewer", "date", "url", "venue")


@dataclass(frozen=True, slots=True)
class SetQuestion:
    """A question of a set; `golds` are the record ids of the claims that it means, at least one.

    `twins` are other claims with the very words of a gold: published sets hold some claims twice.
    """

    id: str
    text: str
    golds: frozenset[str]
    twins: frozenset[str] = frozenset()

    @property
    def meant(self) -> frozenset[str]:
        """The claims that are right to show: the golds and their twins."""
        return self.golds | self.twins


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """A set of claims with the questions of one split.

    `left_out` says in words what of the split cannot be measured with.
    """

    name: str
    split: str
    claims: tuple[Claim, ...]
    speakers: Mapping[str, Speaker]
    questions: tuple[SetQuestion, ...]
    left_out: tuple[str, ...] = ()


def _twins(claims: Iterable[Claim]) -> Mapping[str, frozenset[str]]:
    """Return for each claim that is not the only one with its words all that have them."""
    by_words: dict[tuple[str, ...], list[str]] = {}
    for claim in claims:
        by_words.setdefault(words(claim.text), []).append(claim.id)
    alike = (frozenset(ids) for ids in by_words.values() if len(ids) > 1)
    return {id_: ids for ids in alike for id_ in ids}


def _twins_of(golds: frozenset[str], twins: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(twins.get(gold, frozenset()) for gold in golds)) - golds


def read_claim_set(folder: Path, split: str, *, read_on: date) -> ClaimSet:
    """Return the set in `folder` with the questions of `split`.

    Raises `ValueError`, in words for the user, if a file is missing or a line cannot be used,
    and `OSError` if a file cannot be read.
    """
    claims, speakers = _read_claims(_existing(folder, CLAIMS), read_on)
    if split not in splits(folder):
        there = ", ".join(splits(folder)) or "none"
        raise ValueError(f"{folder.name} has no split '{split}'; there are: {there}")
    texts = _read_questions(folder / f"queries.{split}.jsonl")
    golds = _read_golds(_existing(folder, f"qrels.{split}.tsv"), {claim.id for claim in claims})
    twins = _twins(claims)
    questions = tuple(
        SetQuestion(id_, texts[id_], golds[id_], _twins_of(golds[id_], twins))
        for id_ in texts
        if id_ in golds
    )
    if not questions:
        raise ValueError(f"qrels.{split}.tsv names no question of queries.{split}.jsonl")
    left_out = []
    for what, number in (
        (f"of queries.{split}.jsonl mean no claim in qrels.{split}.tsv", len(texts.keys() - golds)),
        (f"of qrels.{split}.tsv are not in queries.{split}.jsonl", len(golds.keys() - texts)),
    ):
        if number:
            left_out.append(f"Left out: {number} question(s) {what}.")
    return ClaimSet(
        folder.resolve().name, split, claims, speakers, questions, left_out=tuple(left_out)
    )


def splits(folder: Path) -> tuple[str, ...]:
    """Return the names of the splits that `folder` has questions of, sorted."""
    names = (path.name for path in folder.glob("queries.*.jsonl"))
    return tuple(sorted(name.removeprefix("queries.").removesuffix(".jsonl") for name in names))


def _existing(folder: Path, name: str) -> Path:
    if not (folder / name).is_file():
        raise ValueError(f"{folder.name} holds no {name}")
    return folder / name


def _read_claims(path: Path, read_on: date) -> tuple[tuple[Claim, ...], dict[str, Speaker]]:
    claims: dict[str, Claim] = {}
    by_name: dict[str, Speaker] = {}
    for where, line in _lines(path):
        fields = _fields(where, line, _OPTIONAL)
        name = fields.get("claimant")
        if name and name not in by_name:
            by_name[name] = Speaker(f"speaker-{len(by_name) + 1}", SpeakerKind.PERSON, name)
        try:
            said_by = by_name[name].id if name else UNNAMED.id
            claim = as_claim(fields, said_by, read_on=read_on)
        except RecordError as error:
            raise ValueError(f"{where}: {error.why}") from error
        if claim.id in claims:
            raise ValueError(f"{where}: its id was used before; give each claim its own")
        claims[claim.id] = claim
    if not claims:
        raise ValueError(f"{path.name} holds no claims")
    return tuple(claims.values()), {s.id: s for s in (UNNAMED, *by_name.values())}


def _read_questions(path: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for where, line in _lines(path):
        fields = _fields(where, line)
        if fields["id"] in texts:
            raise ValueError(f"{where}: its id was used before; give each question its own")
        texts[fields["id"]] = fields["text"]
    return texts


def _read_golds(path: Path, claims: set[str]) -> dict[str, frozenset[str]]:
    golds: dict[str, set[str]] = {}
    for where, line in _lines(path):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != 2 or not all(cells):
            raise ValueError(f"{where}: is not a question id, a tab and a claim id")
        try:
            claim = record_id(cells[1])
        except RecordError as error:
            raise ValueError(f"{where}: {error.why}") from error
        if claim not in claims:
            raise ValueError(f"{where}: there is no claim '{cells[1][:60]}' in {CLAIMS}")
        golds.setdefault(cells[0], set()).add(claim)
    return {question: frozenset(meant) for question, meant in golds.items()}


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (file and line in words, text) of every line that is not blank."""
    content = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    for number, line in enumerate(content.split(b"\n"), 1):
        where = f"{path.name}, line {number}"
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise ValueError(f"{where}: is not UTF-8") from error
        if text.strip():
            yield where, text


def _fields(where: str, line: str, optional: tuple[str, ...] = ()) -> dict[str, str]:
    """Return `id` and `text`, and those of `optional` that are there and not blank."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{where}: is not JSON") from error
    if not isinstance(data, dict):
        raise ValueError(f"{where}: is not a JSON object")
    found: dict[str, str] = {}
    for name in ("id", "text", *optional):
        value = data.get(name)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{where}: '{name}' is not a text")
        if value and value.strip():
            found[name] = value
        elif name not in optional:
            raise ValueError(f"{where}: '{name}' is missing or empty")
    return found
