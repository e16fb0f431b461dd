"""Files of others, read piece by piece, so that neither size nor depth can hurt.

unpacking  gzip and zip, with a limit to how much comes out of how little
encoding   bytes as UTF-8, whatever they were
lines      one JSON object a line
trees      JSON of any size: its parts one by one
tables     CSV and TSV
pages      JSON-LD and microdata of an HTML page
reading    which of these reads this file?
"""
