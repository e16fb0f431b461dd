"""Which lines of an article are furniture? Words around an article that nobody says in it.

"Post a comment", "Subscribe to our newsletter", "(Editing by …)". Only lines that are nothing
else are marked, so that no sentence of an article is lost to a word in it.
"""

from __future__ import annotations

import re

from knowledge.model import Span

_ALONE = r"""
no\s+comments | \d+\s+comments? | (post|leave|add|write)\s+a\s+(comment|reply) | comments?
| share(\s+(this|on|via)\b.{0,40})? | (tweet|print|email|like|save|reply)(\s+this)?
| advertise?ment | sponsored(\s+content)? | (read|see|show|load)\s+more | see\s+also
| (sign|log)\s+(in|up)(\s+.{0,60})? | subscribe(\s+.{0,80})? | newsletter
| follow\s+us(\s+.{0,60})? | for\s+immediate\s+release | ends?(\s+of\s+release)?
| \#{2,} | \*{3,} | related(\s+(articles|stories|posts|links))?
| more\s+(stories|from\s+.{0,60}) | all\s+rights\s+reserved | back\s+to\s+top | home | menu
| search | skip\s+to\s+.{0,30} | (older|newer)\s+posts? | next(\s+article)?
| previous(\s+article)? | tags? | print\s+this\s+page | we\s+use\s+cookies.{0,200}
| accept\s+(all\s+)?cookies
"""
_BEGINS = r"""
(read|see)\s+(also|more|next)\s*: | related\s*: | tags?\s*: | filed\s+under\b | labels?\s*:
| (media|press)\s+(contact|enquiries|inquiries)s?\s*: | (notes\s+to\s+editors?|contacts?)\s*:
| (photo|image|picture|video)s?(\s+(credit|by))?\s*: | (copyright|©|\(c\)\s+\d) | posted\s+in\b
| this\s+(article|story|post)\s+(was|has\s+been)\s+(first\s+|originally\s+)?
  (published|updated|corrected)\b
| last\s+updated\b | click\s+here\b
"""
_REPORTERS = r"\((additional\s+)?(reporting|editing|writing|compiled)\b.{0,300}\)"
_FURNITURE = re.compile(
    rf"\s*(?:(?:{_ALONE})[\s.:!»>…]*|(?:{_BEGINS}).*|{_REPORTERS}[\s.]*)\Z",
    re.IGNORECASE | re.VERBOSE,
)
_LINE = re.compile(r"[^\r\n]+")
_LONGEST_CHARACTERS = 400


def furniture(text: str) -> tuple[Span, ...]:
    """Return the spans of the lines in `text` that are furniture, without space around them."""
    found = []
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if words and len(words) <= _LONGEST_CHARACTERS and _FURNITURE.match(words):
            start = line.start() + line[0].index(words)
            found.append((start, start + len(words)))
    return tuple(found)
