"""What is asked: about claims of the pack that ships, each by somebody else."""

from __future__ import annotations

import itertools

_ASKED = (
    "Who said Russia wants hundreds of ballistic missiles?",
    "Did Kirby say that Iran and Russia plan a drone assembly line?",
    "Did anyone deny that the drones violate resolution 2231?",
    "What did Iran say about the European letters?",
    "Did Blinken say that Russia trains Iranian pilots?",
    "Who alleged an unprecedented level of support?",
    "Will Iran get the Su-35 within the year?",
    "Woodward",
)


def questions(number: int) -> list[str]:
    """Return so many questions, the same every time."""
    return list(itertools.islice(itertools.cycle(_ASKED), number))
