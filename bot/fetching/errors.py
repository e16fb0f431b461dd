"""What is said where a document cannot be fetched."""

from __future__ import annotations


class FetchError(Exception):
    """A document could not be fetched; says which and what to do. Nothing of it is kept."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(url, why)
        self.url = url
        self.why = why

    def __str__(self) -> str:
        return f"{self.url}: {self.why}"


class RefusedAddressError(Exception):
    """A name stands for an address of a private network; said on the way out of the resolver."""
