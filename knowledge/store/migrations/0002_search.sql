-- What is made from the records so that claims are found: full text, word counts, vectors.
--
-- All of it is derived: a claim that is not published has no row here, and what a change of
-- a claim, of a response to it or of its speakers makes stale is replaced with it.

-- `rowid` is claim.number. The text is already analysed (index.py): each stem of text.py is
-- one token of lower-case letters, digits and _, whatever characters it had, so that the
-- tokenizer only has to cut at spaces. `ascii` leaves letters beyond ASCII as they are.
-- `words` holds the folded words that word_count counted for this claim: they are taken off
-- again when the claim changes, also if text.py has come to see other words in it meanwhile.
CREATE VIRTUAL TABLE claim_index USING fts5 (
    statement,
    names,
    responses,
    words UNINDEXED,
    tokenize = "ascii tokenchars '_'"
);

-- In how many claims of claim_index a folded word stands.
CREATE TABLE word_count (
    word   TEXT PRIMARY KEY,
    claims INTEGER NOT NULL
) WITHOUT ROWID;

-- Sentence vectors: float32, little-endian. A claim may have several (`ordinal`).
-- They are large, so this table has rowids: the index by claim stays small.
CREATE TABLE claim_vector (
    claim   TEXT NOT NULL REFERENCES claim (id),
    encoder TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    vector  BLOB NOT NULL,
    PRIMARY KEY (claim, encoder, ordinal)
);

-- The version of the analysis that claim_index was made with (index.py); NULL: make it anew.
ALTER TABLE knowledge ADD COLUMN index_analysis INTEGER;
