"""The JSON-LD: schema.org's words in their places, and nothing said that is not on record."""

from __future__ import annotations

import json
from datetime import date

import pytest
import rdflib
from hypothesis import given

from knowledge.errors import UnusableError
from knowledge.intake.export.claimreview import CONTEXT
from knowledge.intake.export.names import Names
from knowledge.model import Answers, Name, Role
from knowledge.records import Records
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import SILENCES, NameKind, Scope, SpeakerKind, Stance
from tests.builders import a_claim, a_quote, a_response, a_review, a_source, a_speaker, some_records
from tests.knowledge.intake.export.any_records import any_records, often
from tests.knowledge.intake.export.exported import feed, of_type
from tests.knowledge.intake.export.schema_terms import nodes_in, problems_in
from tests.knowledge.intake.importing.documents import a_document, taken

# rdflib warns of its own reader's insides.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

SCHEMA = rdflib.Namespace("https://schema.org/")
CITO = rdflib.Namespace("http://purl.org/spar/cito/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")

FULL = some_records(
    sources=[
        a_source(title="Roof row", byline="A. Writer", publisher="Example Courier", licence="CC0",
                 url="https://courier.example/roof", published_on=date(2024, 5, 1)),
    ],
    speakers=[
        a_speaker("jane-roe", names=(Name("Roe"), Name("the mayor", NameKind.ROLE)),
                  roles=(Role("mayor", "Exampletown Council"),)),
        a_speaker("exampletown", kind=SpeakerKind.STATE),
        a_speaker("officials", kind=SpeakerKind.UNNAMED_GROUP),
        a_speaker("radio", kind=SpeakerKind.OUTLET),
    ],
    claims=[
        a_claim(said_by=("jane-roe", "exampletown", "officials"), via=("radio",),
                said_on=date(2024, 5, 1), topics=("roof",), said_in="a radio interview",
                appearances=("https://radio.example/roe",)),
        a_claim("roof-late", text="The roof was late."),
    ],
    responses=[
        a_response(f"stance-{stance}", [Answers("roof-cost", scope)], stance=stance,
                   on_behalf_of=() if stance in SILENCES else ("builders-ltd",))
        for stance, scope in zip(Stance, [*Scope] * len(Stance), strict=False)
    ],
    reviews=[a_review(title="The roof", text="It leaves the scaffold out.", language="en")],
)  # fmt: skip


def graph_of(records: Records) -> rdflib.Graph:
    """Return the triples, read with a context of our own: nothing is fetched."""
    document = feed(records) | {"@context": [{"@vocab": str(SCHEMA)}, *CONTEXT[1:]]}
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


@pytest.mark.parametrize("records", [FULL, "shipped"], ids=["full", "shipped"])
def test_every_type_and_property_is_schema_org_s_and_in_its_place(
    records: Records | str, shipped: Records
) -> None:
    assert problems_in(feed(shipped if isinstance(records, str) else records)) == []


@often
@given(any_records())
def test_whatever_is_on_record_is_valid(records: Records) -> None:
    document = feed(records)
    assert problems_in(document) == []
    assert [claim["text"] for claim in of_type("Claim", document)] == [
        claim.text for claim in records.claims
    ]


def test_a_wrong_term_would_be_seen() -> None:
    assert problems_in({"@type": "Denial"}) == ["type Denial"]
    assert problems_in({"@type": "Claim", "verdict": "x"}) == ["property verdict"]
    assert problems_in({"@type": "Person", "claimReviewed": "x"}) == ["claimReviewed on ['Person']"]
    assert problems_in({"@type": "Claim", "author": "Roe"})


def test_each_claim_has_a_name_of_its_own_made_of_its_id_alone() -> None:
    ids = [node["@id"] for node in of_type("Claim", feed(FULL))]
    assert ids == ["https://roof.example/claim/roof-cost", "https://roof.example/claim/roof-late"]
    edited = some_records(claims=[a_claim(text="It cost 9 million.", topics=("money",))])
    assert of_type("Claim", feed(edited))[0]["@id"] == ids[0]


def test_no_two_records_or_quotes_have_the_same_name(shipped: Records) -> None:
    described: dict[str, str] = {}
    for node in nodes_in(feed(shipped)):
        if "@type" in node and "@id" in node:
            whole = json.dumps({k: v for k, v in node.items() if k in ("@type", "text", "name")})
            assert described.setdefault(node["@id"], whole) == whole


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.REJECTS, Stance.DISPUTES])
def test_a_denial_disagrees_with_the_claim_and_disputes_it(stance: Stance) -> None:
    graph = graph_of(FULL)
    claim = rdflib.URIRef("https://roof.example/claim/roof-cost")
    denial = rdflib.URIRef(f"https://roof.example/response/stance-{stance}")
    doe = rdflib.URIRef("https://roof.example/speaker/john-doe")
    builders = rdflib.URIRef("https://roof.example/speaker/builders-ltd")
    assert (denial, rdflib.RDF.type, SCHEMA.DisagreeAction) in graph
    assert (denial, SCHEMA.object, claim) in graph
    assert (denial, CITO.disputes, claim) in graph
    assert set(graph.objects(denial, SCHEMA.agent)) == {doe, builders}
    assert (doe, PROV.actedOnBehalfOf, builders) in graph
    assert not list(graph.triples((None, CITO.refutes, None)))


def test_only_a_confirmation_agrees() -> None:
    (action,) = of_type("AgreeAction", feed(FULL))
    assert action["name"] == "confirms"


@pytest.mark.parametrize("stance", sorted(SILENCES))
def test_who_was_silent_did_not_act(stance: Stance) -> None:
    document = feed(some_records(responses=[a_response(stance=stance)]))
    assert not [node for node in nodes_in(document) if "agent" in node or "object" in node]
    (report,) = [node for node in nodes_in(document) if "about" in node]
    assert report["name"] == stance.replace("_", " ")
    assert [party["name"] for party in report["mentions"]] == ["Builders Ltd"]


def test_an_answer_to_a_part_says_so() -> None:
    part = a_response(answers=[Answers("roof-cost", Scope.PART)])
    (action,) = of_type("DisagreeAction", feed(some_records(responses=[part])))
    assert action["description"] == "It answers a part of the claim."


def test_our_records_carry_no_rating_and_a_review_its_publisher_s() -> None:
    document = feed(FULL)
    (review,) = of_type("ClaimReview", document)
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Half true"}
    assert review["author"] == {"@type": "Organization", "name": "Example Checkers"}
    assert len(of_type("Rating", document)) == 1


def test_a_quote_is_its_words_and_its_place() -> None:
    source = a_source(text="It leaks, said Roe. It leaks, said Doe.")
    quote = a_quote("It leaks", source, start=20)
    graph = graph_of(some_records(claims=[a_claim(quotes=(quote,))]))
    (place,) = graph.subjects(rdflib.RDF.type, OA.TextPositionSelector)
    (words,) = graph.subjects(rdflib.RDF.type, OA.TextQuoteSelector)
    numbers = [graph.value(place, each) for each in (OA.start, OA.end)]
    assert numbers == [rdflib.Literal(20), rdflib.Literal(28)]
    assert str(graph.value(words, OA.exact)) == "It leaks"
    (quotation,) = graph.subjects(OA.hasSelector, place)
    assert (None, SCHEMA.citation, quotation) in graph
    assert graph.value(quotation, OA.hasSource) == graph.value(quotation, SCHEMA.isBasedOn)


def test_what_is_no_web_address_is_no_link() -> None:
    odd = ("ftp://courier.example/1", "javascript:alert(1)", "see page 4")
    records = some_records(claims=[a_claim(appearances=odd)], reviews=[a_review(url=odd[1])])
    assert not [node for node in nodes_in(feed(records)) if "url" in node]


def test_an_import_reads_the_claims_and_reviews_of_an_export(store: SqliteStore) -> None:
    _, left_out = taken(store, a_document("feed.json", json.dumps(feed(FULL))))
    assert left_out == []
    claims = store.get_claims(store.list_claims())
    assert [claim.text for claim in claims] == [claim.text for claim in FULL.claims]
    assert claims[0].said_by == ("jane-roe", "exampletown", "officials")
    (review,) = store.reviews_of([claims[0].id])[claims[0].id]
    assert (review.publisher, review.rating) == ("Example Checkers", "Half true")
    kinds = {speaker.id: speaker.kind for speaker in store.list_speakers()}
    assert kinds["exampletown"] == SpeakerKind.STATE
    assert kinds["officials"] == SpeakerKind.UNNAMED_GROUP


@pytest.mark.parametrize("base", ["", "roof/", "https://roof.example", "https:///", 'http://a"b/'])
def test_names_begin_with_an_address_that_ends_where_the_record_s_part_begins(base: str) -> None:
    with pytest.raises(UnusableError, match="is neither a web address that ends in /"):
        Names(base)


def test_who_said_it_is_not_told_of_again_as_who_carried_it() -> None:
    claim = a_claim(said_by=("radio-example",), via=("radio-example", "courier"))
    (node,) = of_type("Claim", feed(some_records(claims=[claim])))
    assert [each["name"] for each in node["contributor"]] == ["Courier"]


def test_an_empty_feed_is_a_feed() -> None:
    assert feed(Records())["dataFeedElement"] == []
