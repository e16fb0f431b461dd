"""Discord's numbers, and how they are counted: what is longer or more is refused as a whole.

Source: Discord's developer documentation (message components, embeds, application commands).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

COMPONENTS = 40
"""Components of a message, those inside others counted, too."""
TEXT_CHARACTERS = 4_000
"""Of all text displays of a message together. discord.py does not check it."""

BUTTONS_OF_ROW = 5
ROWS = 5
"""Rows of buttons and menus under embeds; a layout has as many as fit into `COMPONENTS`."""
LABEL_CHARACTERS = 80
CUSTOM_ID_CHARACTERS = 100
OPTIONS = 25
OPTION_CHARACTERS = 100
"""Of an option's label, its value and its description each."""
PLACEHOLDER_CHARACTERS = 150

EMBEDS = 10
EMBED_TITLE_CHARACTERS = 256
EMBED_DESCRIPTION_CHARACTERS = 4_096
EMBED_FIELDS = 25
EMBED_FIELD_NAME_CHARACTERS = 256
EMBED_FIELD_VALUE_CHARACTERS = 1_024
EMBED_FOOTER_CHARACTERS = 2_048
EMBED_CHARACTERS = 6_000
"""Of all embeds of a message together."""

TITLE_CHARACTERS = 45
"""Of a modal."""
LABEL_OF_FIELD_CHARACTERS = 45
HINT_CHARACTERS = 100
INPUT_CHARACTERS = 4_000

SUGGESTIONS = 25
SUGGESTION_CHARACTERS = 100
"""Of the name and of the value of what autocomplete offers."""
COMMAND_NAME_CHARACTERS = 32
COMMAND_DESCRIPTION_CHARACTERS = 100
COMMAND_CHARACTERS = 8_000
"""Of all names, descriptions and values of one command together."""

NONCE_CHARACTERS = 25
INTERACTION_SECONDS = 15 * 60.0
"""So long an interaction can be answered after it was acknowledged."""

Component = Mapping[str, Any]


def width(text: str) -> int:
    """Return the length of `text` as its longest reading: in UTF-16 units.

    Discord's clients count these, its servers code points, of which there are never more.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut_width(text: str, most: int) -> str:
    """Return as much of the beginning of `text` as is at most `most` wide, without a mark."""
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * most]
    return units.decode("utf-16-le", "ignore")


def every_component(components: Sequence[Component]) -> Iterator[Component]:
    """Yield the components of a message, and those inside them."""
    for component in components:
        yield component
        yield from every_component(component.get("components", ()))
        if "accessory" in component:
            yield from every_component((component["accessory"],))
