from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import People, SealError, new_hash_key, sealer_of

KEY = bytes.fromhex(new_hash_key())
PASSPHRASE = "correct horse battery"


@given(st.text(), st.text())
def test_the_same_person_always_has_the_same_hash(space: str, person: str) -> None:
    found = People(KEY).hash_of(space, person)
    assert found == People(KEY).hash_of(space, person)
    assert len(found) == 32
    assert set(found) <= set("0123456789abcdef")


def test_a_person_is_another_in_another_space_and_in_another_installation() -> None:
    people = People(KEY)
    hashes = {
        people.hash_of("slack:T1", "U1"),
        people.hash_of("slack:T2", "U1"),
        people.hash_of("slack:T1", "U2"),
        People(bytes.fromhex(new_hash_key())).hash_of("slack:T1", "U1"),
    }
    assert len(hashes) == 4


def test_a_space_and_a_person_cannot_be_shifted_into_each_other() -> None:
    people = People(KEY)
    assert people.hash_of("slack:T1", "1U") != people.hash_of("slack:T11", "U")


def test_what_was_sealed_is_opened_again_with_the_same_key() -> None:
    record = {"bot_token": "xoxb-1", "scopes": ["chat:write"], "expires": None}
    sealed = sealer_of(PASSPHRASE).seal(record)
    assert b"xoxb" not in sealed
    assert sealer_of(PASSPHRASE).open(sealed) == record


def test_another_key_or_a_changed_byte_opens_nothing() -> None:
    sealed = sealer_of(PASSPHRASE).seal({"bot_token": "xoxb-1"})
    with pytest.raises(SealError, match="another GAINSAY_KEY"):
        sealer_of("wrong horse battery").open(sealed)
    with pytest.raises(SealError):
        sealer_of(PASSPHRASE).open(sealed[:-1] + b"A")
