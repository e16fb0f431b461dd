"""What came of many questions at once: how long until each was acknowledged, and answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ACK_SECONDS = 3.0
"""Both platforms wait so long for an acknowledgement."""


@dataclass(slots=True)
class Measured:
    """Seconds from sending on, by question; `answers` counts how often each was answered."""

    platform: str
    asked: int
    acknowledged: dict[str, float] = field(default_factory=dict)
    answered: dict[str, float] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def answer(self, question: str, seconds: float) -> None:
        """Count an answer."""
        self.answers[question] = self.answers.get(question, 0) + 1
        self.answered.setdefault(question, seconds)

    @property
    def problems(self) -> list[str]:
        """What should not be."""
        late = sum(1 for seconds in self.acknowledged.values() if seconds > ACK_SECONDS)
        twice = sum(1 for times in self.answers.values() if times > 1)
        found = {
            f"{self.asked - len(self.acknowledged)} not acknowledged": self.asked
            - len(self.acknowledged),
            f"{late} acknowledged after {ACK_SECONDS:.0f} s": late,
            f"{self.asked - len(self.answers)} not answered": self.asked - len(self.answers),
            f"{twice} answered more than once": twice,
        }
        return [said for said, number in found.items() if number] + self.complaints[:5]

    def lines(self) -> Iterable[str]:
        """Yield the figures in words."""
        yield f"{self.platform}: {self.asked} questions at once, {len(self.answers)} answered"
        for what, seconds in (
            ("acknowledged after", self.acknowledged),
            ("answered after", self.answered),
        ):
            if seconds:
                taken = sorted(seconds.values())
                figures = ", ".join(f"{name} {at(taken, p):.2f} s" for name, p in PERCENTILES)
                yield f"  {what}: {figures}"


PERCENTILES = (("median", 50), ("p95", 95), ("p99", 99), ("longest", 100))


def at(taken: Sequence[float], percentile: int) -> float:
    """Return the nearest-rank percentile of sorted figures."""
    rank = -(-len(taken) * percentile // 100)
    return taken[max(0, rank - 1)]
