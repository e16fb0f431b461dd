"""What is kept of a person: a hash that only this installation can make, and sealed tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

HASH_DIGITS = 32


class SealError(Exception):
    """What was sealed cannot be opened: it was sealed with another key, or changed."""


@dataclass(frozen=True, slots=True)
class People:
    """Hashes people, so that what they asked can be forgotten without knowing who they are."""

    key: bytes

    def hash_of(self, space: str, person: str) -> str:
        """Return 32 hexadecimal digits, the same for the same person of the same space."""
        message = f"{space}\0{person}".encode("utf-8", "surrogatepass")
        return hmac.new(self.key, message, hashlib.sha256).hexdigest()[:HASH_DIGITS]


def new_hash_key() -> str:
    """Return a fresh key for `People`, to be kept with the store."""
    return secrets.token_hex(32)


@dataclass(frozen=True, slots=True)
class Sealer:
    """Encrypts what it takes to speak in a workspace. Source: the Fernet specification."""

    fernet: Fernet

    def seal(self, record: Mapping[str, Any]) -> bytes:
        """Return `record` as bytes that only the same key opens."""
        return self.fernet.encrypt(json.dumps(record).encode())

    def open(self, sealed: bytes) -> dict[str, Any]:
        """Return what was sealed; raise `SealError`."""
        try:
            found: dict[str, Any] = json.loads(self.fernet.decrypt(sealed))
        except InvalidToken as error:
            raise SealError("sealed with another GAINSAY_KEY; set that one again") from error
        return found


def sealer_of(passphrase: str) -> Sealer:
    """Return the sealer of GAINSAY_KEY, which may be any text of enough letters."""
    derived = hashlib.scrypt(passphrase.encode(), salt=b"gainsay", n=2**14, r=8, p=1, dklen=32)
    return Sealer(Fernet(base64.urlsafe_b64encode(derived)))
