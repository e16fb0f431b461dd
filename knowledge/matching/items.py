"""A question cut into items: words, names, numbers, designations, each as it was meant.

Slips of the finger are mended here, names are joined into one item, and a designation that
was typed apart ("su 35") is put together, so that what follows reads clean items only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.matching.amounts import product
from knowledge.matching.lexicon import LANGUAGES, Lexicon
from knowledge.matching.mentions import Mention
from knowledge.matching.names import NameIndex
from knowledge.matching.spelling import Vocabulary
from knowledge.text import Token, tidy, tokens

READ_CHARACTERS = 2_000
READ_TOKENS = 200
SHORT_WORD_CHARACTERS = 3
QUOTED = re.compile(r"\"([^\"]{2,300})\"|(?<!\w)'([^']{3,300})'(?!\w)")
_COMMON_ENDINGS = tuple("ing ed ly ness tion tions ment ments able less ful ship ist".split())
_STOP = re.compile(r"[.?!;:…]\s|[.?!;…]\s*$|\n")


@dataclass(frozen=True, slots=True)
class Item:
    """One unit of a question.

    `word` is the folded and mended word; `speakers` is set for a name (empty: a role that fits
    nobody on record). `after_stop` and `after_comma` say what stood before it.
    """

    word: str
    typed: str
    kind: str
    speakers: frozenset[str] | None = None
    possessive: bool = False
    after_stop: bool = False
    after_comma: bool = False
    like_a_name: bool = False
    by_role: bool = False
    in_quotes: bool = False
    is_doubtful: bool = False
    is_adjective: bool = False
    spelled: str | None = None

    @property
    def is_name(self) -> bool:
        """Whether it names somebody, or a role that nobody on record has."""
        return self.speakers is not None


def cut(
    question: str, *, names: NameIndex, vocabulary: Vocabulary, lexicon: Lexicon
) -> tuple[list[Item], str]:
    """Return the items of `question` and its language (of `LANGUAGES`; English if in doubt)."""
    shown = tidy(question[:READ_CHARACTERS])
    found = _joined(tokens(shown)[:READ_TOKENS], vocabulary)
    language = _language(found, lexicon)
    mentions = {mention.start: mention for mention in names.find(found, vocabulary.is_word)}
    telling = _capitals_tell(found, language)
    quoted = [match.span() for match in QUOTED.finditer(shown)]
    items: list[Item] = []
    at = 0
    while at < len(found):
        before = shown[found[at - 1].end if at else 0 : found[at].start]
        in_quotes = any(start <= found[at].start < end for start, end in quoted)
        if at in mentions:
            item = _name(mentions[at], found, shown, before, bool(at))
            items.append(replace(item, in_quotes=in_quotes))
            at = mentions[at].end
            continue
        starts = not at or bool(_STOP.search(before))
        named = telling and not starts and found[at].is_capitalised
        item = _word(found[at], vocabulary, before, starts=starts and bool(at), named=named)
        if not named and _is_no_name(found, at):
            item = replace(item, like_a_name=False)
        items.append(replace(item, in_quotes=in_quotes))
        at += 1
    return _with_amounts(items, lexicon), language


def _is_no_name(found: Sequence[Token], at: int) -> bool:
    """Whether an unknown word is rather a rare common one: "a violinist", "uncooled"."""
    article = at > 0 and found[at - 1].folded in ("a", "an")
    return article or found[at].folded.endswith(_COMMON_ENDINGS)


def _with_amounts(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Put a number and the magnitude behind it together: "sixteen million" is not six."""
    read: list[Item] = []
    for item in items:
        last = read[-1] if read else None
        number = last and (last.word if last.kind == "number" else lexicon.numbers.get(last.word))
        amount = product(number, item.word) if number and not item.is_name else None
        if last and amount:
            typed = f"{last.typed} {item.typed}"
            last = replace(last, word=amount, typed=typed, kind="amount", like_a_name=False)
            read[-1] = last
        else:
            read.append(item)
    return read


def _name(
    mention: Mention, found: Sequence[Token], shown: str, before: str, is_later: bool
) -> Item:
    first, last = found[mention.start], found[mention.end - 1]
    typed = shown[first.start : last.end]
    return Item(
        word=" ".join(token.folded for token in found[mention.start : mention.end]),
        typed=typed,
        kind="name",
        speakers=mention.speakers,
        possessive=typed.endswith("'s") or shown[last.end - 1 : last.end + 1] == "s'",
        after_stop=is_later and bool(_STOP.search(before)),
        after_comma="," in before,
        by_role=mention.by_role,
        is_doubtful=mention.is_doubtful,
        is_adjective=mention.end < len(found)
        and found[mention.end].kind == "word"
        and found[mention.end].start - last.end <= 1,
        spelled=mention.spelled,
    )


def _word(token: Token, vocabulary: Vocabulary, before: str, *, starts: bool, named: bool) -> Item:
    word, known = token.folded, token.kind != "word" or vocabulary.is_word(token.folded)
    mended = None if known or named else vocabulary.corrected(word)
    # A long name with one wrong letter is asked back: it may be another one after all.
    likely = None if known or not named else vocabulary.likely_name(word)
    mended = mended or likely
    return Item(
        word=mended or word,
        typed=token.typed,
        kind=token.kind,
        possessive=token.typed.endswith(("'s", "s'")),
        after_stop=starts,
        after_comma="," in before,
        # An unknown word that is no slip of a known one is somebody's or something's name.
        like_a_name=token.kind == "word"
        and (named or len(word) > SHORT_WORD_CHARACTERS)
        and not (vocabulary.is_recorded(mended or word) if named else known or mended is not None),
        spelled=mended,
        is_doubtful=likely is not None,
    )


def _joined(found: Sequence[Token], vocabulary: Vocabulary) -> list[Token]:
    """Put designations typed apart together, and read "the us" as the country."""
    joined: list[Token] = []
    for token in found:
        last = joined[-1] if joined else None
        is_number = token.kind == "number" and last is not None
        if last and is_number and vocabulary.is_designation_part(last.folded):
            typed = f"{last.typed} {token.typed}"
            folded = last.folded + token.folded
            joined[-1] = Token(typed, folded, "designation", last.start, token.end)
        elif last and token.folded == "us" and last.folded == "the":
            joined.append(Token(token.typed, "u.s.", "word", token.start, token.end))
        else:
            joined.append(token)
    return joined


def _language(found: Sequence[Token], lexicon: Lexicon) -> str:
    def framed(language: str) -> int:
        frame = lexicon.frames[language]
        return sum(token.folded in frame.all for token in found)

    best = max(LANGUAGES, key=framed)
    return best if framed(best) > framed("en") else "en"


def _capitals_tell(found: Sequence[Token], language: str) -> bool:
    """Whether capitals mark names here: not in German, not WHERE ALL or Most Words Have Them."""
    typed = [token for token in found if token.kind == "word"]
    capitals = sum(token.is_capitalised for token in typed)
    return language != "de" and capitals * 2 <= len(typed) + 1


def mended(asked: str, items: Sequence[Item]) -> str:
    """Return the question with the words in it that were meant, and designations as recorded."""
    for item in items:
        meant = item.word if item.kind == "designation" else item.spelled
        if meant:
            word = rf"(?<!\w){re.escape(item.typed)}(?!\w)"
            asked = re.sub(word, meant.replace("\\", ""), asked, count=1)
    return asked


def plainly(item: Item) -> str:
    """Return an item as the encoder and the fuzzy score read it: one spelling of each thing."""
    return item.word if item.kind == "designation" else item.spelled or item.typed
