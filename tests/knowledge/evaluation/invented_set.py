"""A small evaluation set on disk, invented for tests: twenty claims about a valley."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

CLAIMS: tuple[Mapping[str, Any], ...] = tuple(
    {"id": f"valley-{number}", **fields}
    for number, fields in enumerate(
        (
            {"text": "The Oberwald dam leaks two thousand litres of water a day.",
             "title": "Is the dam leaking?", "claimant": "Ilse Brandt", "date": "26 May 2015"},
            {"text": "Wolves killed forty sheep on the Tannberg pasture last winter.",
             "claimant": "Ilse Brandt", "date": "October 22, 2019", "venue": "a town meeting"},
            {"text": "The cable car to the Hornspitze was built without a permit."},
            {"text": "Every second trout in the Lauch river carries a parasite."},
            {"text": "The brewery pours its waste into the village pond at night."},
            {"text": "A meteorite fell on the roof of the old savings bank."},
            {"text": "The mayor sold the town forest to a furniture company."},
            {"text": "Children at the Lindenhof school are given no warm lunch."},
            {"text": "The night train to the coast will be cancelled in spring."},
            {"text": "A bear was photographed beside the motorway bridge."},
            {"text": "The hospital closed its maternity ward because nurses left."},
            {"text": "Local honey contains traces of a banned pesticide."},
            {"text": "The church tower leans further every year."},
            {"text": "The quarry blasts rock on Sundays in spite of the ban."},
            {"text": "The fire brigade took an hour to reach the burning sawmill."},
            {"text": "The library threw away its collection of old maps."},
            {"text": "The new roundabout cost nine million crowns."},
            {"text": "Mobile phone masts make the cows give less milk."},
            {"text": "The glacier above the valley lost thirty metres in a summer."},
            {"text": "The ski club paid its trainer with donated money."},
        )
    )
)  # fmt: skip
QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("q1", "Is the Oberwald dam leaking water?", "valley-0"),
    ("q2", "Did wolves kill sheep on the Tannberg pasture?", "valley-1"),
    ("q3", "Was the cable car built without a permit?", "valley-2"),
    ("q4", "Did the mayor sell the town forest?", "valley-6"),
    ("q5", "Do phone masts make cows give less milk?", "valley-17"),
    ("q6", "Did the library throw away old maps?", "valley-15"),
)


def write_set(
    folder: Path,
    *,
    claims: Iterable[Mapping[str, Any] | str] = CLAIMS,
    questions: Iterable[tuple[str, str, str]] = QUESTIONS,
    split: str = "dev",
) -> Path:
    """Write the set into `folder` and return it; a claim may be the line itself."""
    folder.mkdir(exist_ok=True)
    lines = [claim if isinstance(claim, str) else json.dumps(claim) for claim in claims]
    (folder / "claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = [json.dumps({"id": id_, "text": text}) for id_, text, _ in questions]
    (folder / f"queries.{split}.jsonl").write_text("\n".join(asked) + "\n", encoding="utf-8")
    meant = [f"{id_}\t{gold}\n" for id_, _, gold in questions]
    (folder / f"qrels.{split}.tsv").write_text("".join(meant), encoding="utf-8")
    return folder
