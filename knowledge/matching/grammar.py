"""The small words between which subjects and owners stand, in the languages of the lexicon."""

from __future__ import annotations

BE = frozenset("is are was were be been being am wird wurde wurden est sont es fue".split())
AUXILIARIES = BE | frozenset(
    "do does did have has had will would can could should may might must didnt doesnt dont hasnt "
    "havent wasnt werent isnt hat haben hatte ont ha han".split()
)
SKIPPED = frozenset(
    "ever also really actually openly publicly just not never even already still then have has had "
    "been being be only simply falsely supposedly apparently allegedly to".split()
)
# French "a" (has) is English "a": an auxiliary in the first only.
FOREIGN_AUXILIARIES = AUXILIARIES | {"a"}
ASKING = frozenset(
    "what who whom whose when where why how which whats whos "
    "was wer wann wo que qu quoi quien".split()
)
BREAKS = frozenset(
    "that if whether because but so while since although about on over in at with by against "
    "regarding concerning re as like and then zu zum zur uber von dass que sur sobre".split()
)
DETERMINERS = frozenset(
    "the a an any all these those this that his her their its no some other same such which what "
    "several both your my our der die das den les le la el los las ces ses".split()
)
INDEFINITE = frozenset("a an some somebody someone ein eine un une una".split())
OWNERS = frozenset("by from of von vom durch par de del des du por".split())
PERSONS = frozenset("he she they er sie il elle ils elles".split())
TOWARDS = frozenset("to on against with an auf zu".split())
