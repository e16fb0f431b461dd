"""What every `DeskStore` promises about phrasings and about relations of two claims.

A store is held to it by a test class that inherits this one and has the fixtures of
desk_changes.py.
"""

from __future__ import annotations

import pytest

from knowledge.errors import ForbiddenError, RecordError, StaleError
from knowledge.store.desk_port import Change, ClaimRelation, DeskStore, Phrasing, Relation
from knowledge.store.port import RecordStore
from tests.contracts.conversation_records import ELSEWHERE, HERE
from tests.contracts.desk_builders import (
    EVERYBODY,
    QUESTION,
    a_phrasing,
    a_private_claim,
    a_relation,
    add,
    make,
)

_BOTH_WAYS = (Relation.SAME_CLAIM, Relation.NOT_THE_SAME)


def turned(relation: ClaimRelation) -> ClaimRelation:
    return ClaimRelation(relation.space, relation.other, relation.kind, relation.claim)


class DeskLinks:
    def test_phrasings_act_in_their_space_and_public_ones_everywhere(self, desk: DeskStore) -> None:
        public = a_phrasing("What did the roof cost?", space=EVERYBODY)
        make(desk, Change(link=[public]), space=EVERYBODY)
        make(desk, Change(link=[a_phrasing(), a_phrasing("The dome?", is_anti=True)]))
        own = (a_phrasing(), a_phrasing("The dome?", is_anti=True))
        assert desk.phrasings(space=HERE) == (public, *own)
        assert desk.phrasings(space=ELSEWHERE) == desk.phrasings(space=EVERYBODY) == (public,)

    def test_one_wording_may_mean_several_claims(self, desk: DeskStore) -> None:
        add(desk, a_private_claim("roof-late"))
        linked = (a_phrasing(), a_phrasing(claim="roof-late"))
        make(desk, Change(link=linked))
        assert desk.phrasings(space=HERE) == linked

    def test_a_wording_is_linked_or_ruled_out_and_the_later_counts(self, desk: DeskStore) -> None:
        make(desk, Change(link=[a_phrasing()]))
        anti = a_phrasing(QUESTION.upper(), is_anti=True)
        make(desk, Change(link=[anti]))
        assert desk.phrasings(space=HERE) == (anti,)
        last, first = desk.history("roof-cost", space=HERE)
        assert first.before is None
        assert last.before == first.after

    def test_linking_the_same_words_again_is_no_change(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        make(desk, Change(link=[a_phrasing()]))
        before = store.knowledge_version(), desk.phrasings_version()
        make(desk, Change(link=[a_phrasing("did the ROOF cost 9 million")]))
        assert desk.phrasings(space=HERE) == (a_phrasing(),)
        assert (store.knowledge_version(), desk.phrasings_version()) == before
        assert len(desk.history("roof-cost", space=HERE)) == 1

    def test_an_unlinked_phrasing_is_gone_and_its_revision_is_not(self, desk: DeskStore) -> None:
        make(desk, Change(link=[a_phrasing()]))
        make(desk, Change(unlink=[a_phrasing("did the roof cost 9 million")]))
        assert desk.phrasings(space=HERE) == ()
        last, first = desk.history("roof-cost", space=HERE)
        assert (last.kind, last.before, last.after) == ("phrasing", first.after, None)

    def test_what_is_not_linked_like_that_cannot_be_unlinked(self, desk: DeskStore) -> None:
        add(desk, a_private_claim("roof-late"))
        repeats = a_relation(Relation.REPEATS)
        make(desk, Change(link=[a_phrasing()], relate=[repeats]))
        for wanted in (
            Change(unlink=[a_phrasing("Another?")]),
            Change(unlink=[a_phrasing(is_anti=True)]),
            Change(unrelate=[a_relation()]),
            Change(unrelate=[turned(repeats)]),
            Change(unrelate=[a_relation(other="roof-cost", claim="roof-leak")]),
        ):
            with pytest.raises((StaleError, RecordError)):
                make(desk, wanted)
        assert desk.phrasings(space=HERE) == (a_phrasing(),)
        assert desk.relations(["roof-cost"], space=HERE) == (repeats,)

    def test_the_number_of_the_phrasings_rises_with_each_that_comes_or_goes(
        self, desk: DeskStore
    ) -> None:
        numbers = [desk.phrasings_version()]
        for wanted in (
            Change(link=[a_phrasing()]),
            Change(link=[a_phrasing(is_anti=True)]),
            Change(link=[a_phrasing("Another?")]),
            Change(unlink=[a_phrasing("Another?")]),
        ):
            make(desk, wanted)
            numbers.append(desk.phrasings_version())
        assert numbers == sorted(set(numbers))

    def test_the_same_knowledge_has_the_same_phrasings_and_relations(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        add(desk, a_private_claim("roof-late"))
        versions = [store.knowledge_version()]
        for wanted in (
            Change(link=[a_phrasing()]),
            Change(link=[a_phrasing(is_anti=True)]),
            Change(relate=[a_relation()]),
            Change(unlink=[a_phrasing(is_anti=True)]),
        ):
            make(desk, wanted)
            versions.append(store.knowledge_version())
        assert len(set(versions)) == 5
        make(desk, Change(unrelate=[a_relation()]))
        assert store.knowledge_version() == versions[0]

    def test_who_follows_the_changes_hears_of_a_link_and_reads_no_claim_anew(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        add(desk, a_private_claim("roof-late"))
        for wanted in (Change(link=[a_phrasing()]), Change(relate=[a_relation()])):
            number = store.change_number()
            make(desk, wanted)
            assert store.change_number() > number
            assert store.had_change(store.change_number())
            assert store.count_changed(number) == 0

    @pytest.mark.parametrize("claim", ["nothing", "elsewhere-roof"])
    def test_only_claims_that_are_seen_are_linked(self, desk: DeskStore, claim: str) -> None:
        add(desk, a_private_claim("elsewhere-roof", space=ELSEWHERE), space=ELSEWHERE)
        for wanted in (
            Change(link=[a_phrasing(claim=claim)]),
            Change(relate=[a_relation(other=claim)]),
            Change(relate=[a_relation(claim=claim, other="roof-cost")]),
        ):
            with pytest.raises(RecordError, match="to be seen here"):
                make(desk, wanted)

    def test_a_public_phrasing_cannot_be_of_a_private_claim(self, desk: DeskStore) -> None:
        add(desk, a_private_claim())
        wanted = Change(link=[a_phrasing(claim="here-roof", space=EVERYBODY)])
        with pytest.raises(RecordError):
            make(desk, wanted, space=EVERYBODY)

    @pytest.mark.parametrize("text", ["", " \n", "\u200b"])
    def test_a_phrasing_without_words_is_refused(self, desk: DeskStore, text: str) -> None:
        with pytest.raises(RecordError, match="empty"):
            make(desk, Change(link=[a_phrasing(text)]))

    def test_a_phrasing_may_hold_any_text(self, desk: DeskStore) -> None:
        odd = (a_phrasing("屋根は\ud83d?"), a_phrasing("'; DROP TABLE phrasing --"))
        make(desk, Change(link=odd))
        assert desk.phrasings(space=HERE) == odd
        make(desk, Change(unlink=odd))
        assert desk.phrasings(space=HERE) == ()

    @pytest.mark.parametrize("kind", Relation)
    def test_a_relation_is_seen_from_both_claims(self, desk: DeskStore, kind: Relation) -> None:
        add(desk, a_private_claim("roof-late"), a_private_claim("roof-leak"))
        relation, other = a_relation(kind), a_relation(kind, claim="roof-leak")
        make(desk, Change(relate=[relation, other]))
        assert desk.relations(["roof-cost"], space=HERE) == (relation,)
        assert desk.relations(["roof-late"], space=HERE) == (relation, other)
        assert desk.relations(["roof-late", "roof-cost", "x"], space=HERE) == (relation, other)
        assert desk.relations([], space=HERE) == ()
        both = [desk.history(claim, space=HERE)[-1] for claim in ("roof-cost", "roof-late")]
        assert desk.history("roof-cost", space=HERE)[0].kind == "relation"
        assert desk.history("roof-late", space=HERE)[1].kind == "relation"
        assert both[0].kind == "relation"

    def test_two_claims_have_one_relation_and_the_later_counts(self, desk: DeskStore) -> None:
        add(desk, a_private_claim("roof-late"))
        for kind in Relation:
            relation = turned(a_relation(kind))
            for each in (a_relation(kind), relation):
                make(desk, Change(relate=[each]))
            kept = a_relation(kind) if kind in _BOTH_WAYS else relation
            assert desk.relations(["roof-cost"], space=HERE) == (kept,)

    def test_a_claim_has_no_relation_to_itself(self, desk: DeskStore) -> None:
        with pytest.raises(RecordError, match="itself"):
            make(desk, Change(relate=[a_relation(other="roof-cost")]))

    def test_only_the_operator_links_for_everybody_and_nobody_for_another_space(
        self, desk: DeskStore
    ) -> None:
        public = Phrasing(EVERYBODY, QUESTION, "roof-cost")
        make(desk, Change(link=[public]), space=EVERYBODY)
        for wanted in (
            Change(link=[a_phrasing("Other?", space=EVERYBODY)]),
            Change(unlink=[public]),
            Change(link=[a_phrasing(space=ELSEWHERE)]),
        ):
            with pytest.raises(ForbiddenError):
                make(desk, wanted)
        # But a space may rule out for itself what is linked for all.
        make(desk, Change(link=[a_phrasing(is_anti=True)]))
        assert desk.phrasings(space=HERE) == (public, a_phrasing(is_anti=True))
