-- Whose a record is, whether it is published, and what third parties wrote of claims: reviews.
--
-- `space` is '' for what everybody sees, or the one workspace or server that does. What was
-- kept before is public, but for claims that had a space already. A response or a review has a
-- `state` as a claim has; only what is published is shown, searched and counted.

ALTER TABLE source ADD COLUMN space TEXT NOT NULL DEFAULT '';
ALTER TABLE speaker ADD COLUMN space TEXT NOT NULL DEFAULT '';
ALTER TABLE response ADD COLUMN state TEXT NOT NULL DEFAULT 'published';
ALTER TABLE response ADD COLUMN space TEXT NOT NULL DEFAULT '';

-- A source's space stands behind its text, which may be long: here it is read without it.
CREATE INDEX source_private ON source (id, space) WHERE space != '';
CREATE INDEX speaker_private ON speaker (space) WHERE space != '';

-- Where it was said, in words ("a mailer"), and the addresses at which it can be read or heard.
ALTER TABLE claim ADD COLUMN said_in TEXT;
CREATE TABLE claim_appearance (
    claim    TEXT NOT NULL REFERENCES claim (id),
    position INTEGER NOT NULL,
    url      TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;

-- A third party's published fact-check. `rating` and `text` are its publisher's own words.
CREATE TABLE review (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    digest      TEXT NOT NULL,
    state       TEXT NOT NULL,
    space       TEXT NOT NULL,
    publisher   TEXT NOT NULL,
    rating      TEXT,
    title       TEXT,
    url         TEXT,
    reviewed_on TEXT,
    language    TEXT,
    text        TEXT
);

CREATE TABLE review_claim (
    review   TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    claim    TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (review, position)
) WITHOUT ROWID;
CREATE INDEX review_claim_claim ON review_claim (claim);

-- In how many claims a word stands is counted by the claim index, for each space apart: what
-- was counted here, over all spaces, goes with the words that it was counted of.
DROP TABLE word_count;
CREATE VIRTUAL TABLE claim_index_without_words USING fts5 (
    statement,
    names,
    responses,
    tokenize = "ascii tokenchars '_'"
);
INSERT INTO claim_index_without_words (rowid, statement, names, responses)
    SELECT rowid, statement, names, responses FROM claim_index;
DROP TABLE claim_index;
ALTER TABLE claim_index_without_words RENAME TO claim_index;

-- Derived: which published claims stand under what, as each space sees it. `space` is '' for
-- what everybody sees, or the one space that sees the claim, or the response by which the
-- claim stands there. `kind` and `key` are those of 0004_changes.sql, and one more: 'closed',
-- under '', is a claim that is open for everybody else, but not for that space, which alone
-- sees a response to it.
DROP TABLE claim_pool;
CREATE TABLE claim_pool (
    space TEXT NOT NULL,
    kind  TEXT NOT NULL,
    key   TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim (number),
    PRIMARY KEY (space, kind, key, claim)
) WITHOUT ROWID;
INSERT INTO claim_pool (space, kind, key, claim)
    SELECT space, 'by', speaker, number FROM claim JOIN claim_said_by ON claim = id
        WHERE state = 'published'
    UNION SELECT space, 'by', speaker, number FROM claim JOIN claim_via ON claim = id
        WHERE state = 'published'
    UNION SELECT space, 'answered', speaker, number FROM claim
        JOIN response_answers ON claim = id JOIN response_party USING (response)
        WHERE state = 'published'
    UNION SELECT claim.space, 'stance', stance, claim.number FROM claim
        JOIN response_answers ON claim = claim.id
        JOIN response ON response.id = response_answers.response
        WHERE claim.state = 'published'
    UNION SELECT space, 'open', speaker, number FROM claim JOIN claim_said_by ON claim = id
        WHERE state = 'published' AND id NOT IN (SELECT claim FROM response_answers)
    UNION SELECT space, 'open', '', number FROM claim
        WHERE state = 'published' AND id NOT IN (SELECT claim FROM response_answers);
CREATE INDEX claim_pool_of_claim ON claim_pool (claim);
