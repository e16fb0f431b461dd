"""How records go out: in full, to be imported again, and in the forms that others read.

selecting    which records, and what belongs to a claim
jsonl        all of a record, one a line; pack, folders of plain files (toml)
claimreview  schema.org's JSON-LD; people, answers, quotations
annotations  W3C annotations, one a quote
table        CSV, for people in spreadsheets
names        what a record is called on the web
"""
