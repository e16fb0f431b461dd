"""Facts become words: every sentence that the bot can say, in one folder.

answers      Answer -> Reply: the headline, the choices, what is said when nothing is known
checks       the same, where a message was checked that somebody else wrote
cards        one claim: who said it, through whom, its quotes
brief        how much is quoted in chat, and that the rest is under Sources
stances      one response or silence, each by its own name
places       how a source, and a place in it, is called
lookups      sources, speakers and gaps -> Reply
reasons      why a claim was shown, and every quote with what stands around it
buttons      what can be done under a reply
telling      what is said when the records have changed
chat         what the bot says of itself and the conversation
help         how it is asked, and what it knows
suggestions  records and questions in lists to choose from
wording      lists, counts, days, and how words are shortened
"""
