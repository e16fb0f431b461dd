"""How much does Slack take? Numbers of its Block Kit and Web API reference, and of experience.

What a reply has more is cut with a mark; a message that Slack refuses would answer nobody.
"""

from __future__ import annotations

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100

MESSAGE_TEXT = 4_000
"""Slack cuts at 40,000 and recommends at most this; it is read out and shown as a notice."""
BLOCKS_TEXT = 13_000
"""All texts of a message. Undocumented: somewhat above, it is `msg_blocks_too_long`."""
RICH_TEXT = 3_000
"""One rich_text block. Undocumented; what a section's text may have is safe."""
SECTION_TEXT = 3_000
CONTEXT_TEXT = 2_000

ACTIONS = 25
"""Elements of one block of buttons; more than ten nobody reads."""
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
ACTION_ID = 255
ACCESSIBILITY_LABEL = 75

OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
PLACEHOLDER = 150

LINK = 3_000
"""Characters of an address."""

INPUT_LABEL = 2_000
INPUT_TEXT = 3_000

VIEW_TITLE = 24
PRIVATE_METADATA = 3_000

PROMPTS = 4
PROMPT_TITLE = 75
PROMPT_MESSAGE = 300
