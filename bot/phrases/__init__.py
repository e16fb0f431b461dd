"""Facts become words: every sentence that the bot can say, in one folder.

answers    Answer -> Reply: the headline, the choices, what is said when nothing is known
cards      one claim: who said it, through whom, its quotes
stances    one response or silence, each by its own name
places     how a source, and a place in it, is called
lookups    sources, speakers and gaps -> Reply
wording    lists, counts, days, and how words are shortened
"""
