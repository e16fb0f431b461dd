"""The quotes as W3C annotations."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from hypothesis import given

from knowledge.intake.export.annotations import page_of
from knowledge.intake.export.names import Names
from knowledge.records import Records
from tests.builders import a_claim, a_quote, a_response, a_source, some_records
from tests.knowledge.intake.export.any_records import any_records, often
from tests.knowledge.intake.export.exported import dossiers_of, feed, of_type

NAMES = Names("https://roof.example/")


def page(records: Records) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(page_of(dossiers_of(records), NAMES)))
    return found


def test_an_annotation_says_which_words_of_which_text_are_what_record() -> None:
    source = a_source(url="https://courier.example/roof")
    (one,) = page(some_records(claims=[a_claim(quotes=(a_quote(source=source),))]))["items"]
    assert one["body"][0]["source"] == "https://roof.example/claim/roof-cost"
    assert one["target"]["source"]["sha256"] == source.sha256
    assert one["target"]["source"]["via"] == "https://courier.example/roof"
    words, place = one["target"]["selector"]
    assert words["exact"] == source.text[place["start"] : place["end"]]
    around = words["prefix"] + words["exact"] + words["suffix"]
    assert source.text.startswith(around, place["start"] - len(words["prefix"]))


@often
@given(any_records())
def test_every_quote_is_annotated_once_and_its_place_holds_its_words(records: Records) -> None:
    texts = {NAMES.of(source): source.text for source in records.sources}
    items = page(records)["items"]
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        words, place = item["target"]["selector"]
        text = texts[item["target"]["source"]["id"]]
        assert text[place["start"] : place["end"]] == words["exact"]
        assert text[: place["start"]].endswith(words["prefix"])
        assert text[place["end"] :].startswith(words["suffix"])
    quoted = [*(c.quotes for c in records.claims), *(r.quotes for r in records.responses)]
    assert len(items) == sum(len(set(quotes)) for quotes in quoted)


def test_a_response_to_two_claims_is_annotated_once() -> None:
    records = some_records(responses=[a_response(answers=["one", "two"])])
    bodies = [item["body"][0]["source"] for item in page(records)["items"]]
    assert bodies.count("https://roof.example/response/roof-denial") == 1


def test_the_jsonld_of_the_same_records_names_the_same_places() -> None:
    items = page(some_records())["items"]
    places = {item["target"]["id"] for item in items}
    assert places.isdisjoint(item["id"] for item in items)
    assert places == {node["@id"] for node in of_type("Quotation", feed(some_records()))}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_the_annotations_are_linked_data() -> None:
    # As much of the standard's context as is used: nothing is fetched.
    context = {
        "@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type",
        "target": "hasTarget", "body": "hasBody", "selector": "hasSelector",
        "source": {"@id": "hasSource", "@type": "@id"},
    }  # fmt: skip
    document = page(some_records()) | {"@context": context}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    annotations = list(graph.subjects(rdflib.RDF.type, oa.Annotation))
    assert len(annotations) == 2
    for annotation in annotations:
        target = graph.value(annotation, oa.hasTarget)
        assert len(list(graph.objects(target, oa.hasSelector))) == 2
        source = graph.value(target, oa.hasSource)
        assert str(source) == "https://roof.example/source/courier-roof"
