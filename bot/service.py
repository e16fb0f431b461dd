"""A service: something that `gainsay serve` keeps running, and how it is doing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class ServiceError(Exception):
    """A service cannot run as it is set up; trying again would not help. Says what to do."""

    def __init__(self, service: str, why: str) -> None:
        super().__init__(service, why)
        self.service = service
        self.why = why

    def __str__(self) -> str:
        return f"{self.service}: {self.why}"


@dataclass(frozen=True, slots=True)
class Health:
    """How a service is doing: whether it can be reached now, and figures without identifiers."""

    is_well: bool
    figures: Mapping[str, float | int | bool | str | None] = field(default_factory=dict)


class Service(Protocol):
    """Something that runs until it is cancelled."""

    @property
    def name(self) -> str:
        """What it is called in health and messages."""
        ...

    async def run(self) -> None:
        """Run until cancelled. Raises `ServiceError`; after anything else it is started again."""
        ...

    def health(self) -> Health:
        """Return how it is doing now."""
        ...
