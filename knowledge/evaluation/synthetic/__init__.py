"""Invented claims in any number, and questions about them: to measure speed, not to answer.

parts         the words and names that claims are put together from
coining       invented words and names, as many as are wanted
drawing       which of many comes next? Few come often, most come once
sketches      what a claim is about, before it is a sentence
wording       a sketch as a sentence, in several ways
records       sketches as records, in bundles for a store
asking        questions of four kinds about them
vectors       vectors for more claims than one would encode
"""

MADE_BY = 1
"""Raise it when the same seed comes to give other claims: stores of old ones are not used again."""
