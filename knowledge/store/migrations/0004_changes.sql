-- What changed since: for whoever keeps something that is derived from the records elsewhere.
--
-- A change number is the highest of all until then and at least the time in nanoseconds since
-- 1970, so that two copies of a store that went apart do not agree on one by chance. Every
-- claim and speaker has one of its own. A claim's is that of the last change of anything it
-- is found by: itself, a response to it, a speaker or a source that it names, its vectors.

ALTER TABLE knowledge ADD COLUMN last_change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE speaker ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;

-- Records that were kept before get theirs as if they had been added now, in their order.
-- The part below a second is drawn: copies may be upgraded at the same time.
UPDATE knowledge SET last_change =
    CAST(strftime('%s', 'now') AS INTEGER) * 1000000000 + abs(random() % 1000000000)
    WHERE EXISTS (SELECT 1 FROM claim) OR EXISTS (SELECT 1 FROM speaker);
UPDATE claim SET changed = number + (SELECT last_change FROM knowledge);
UPDATE knowledge SET last_change = last_change + (SELECT coalesce(max(number), 0) FROM claim);
UPDATE speaker SET changed = number + (SELECT last_change FROM knowledge);
UPDATE knowledge SET last_change = last_change + (SELECT coalesce(max(number), 0) FROM speaker);

-- The last number of each change: whoever has one that is not here followed another store, or
-- another course of this one (an older copy of the file was put back).
CREATE TABLE change (last INTEGER PRIMARY KEY);
INSERT INTO change (last) SELECT last_change FROM knowledge;

-- Claims are counted in these indexes, without a look at the claims. Nearly all are public.
CREATE INDEX claim_changed ON claim (changed);
CREATE INDEX claim_of_space ON claim (space) WHERE space != '';
CREATE INDEX claim_private ON claim (changed) WHERE space != '';
CREATE INDEX speaker_changed ON speaker (changed);

-- Derived: which published claims stand under what, so that the first of a hundred thousand
-- are found without reading the others. `key` is by `kind`: 'by' the id of who said or
-- carried it, 'answered' of a party of a response to it, 'stance' that of a response; 'open'
-- is a claim that nothing answers, under the ids of who said it and under ''.
CREATE TABLE claim_pool (
    kind  TEXT NOT NULL,
    key   TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim (number),
    PRIMARY KEY (kind, key, claim)
) WITHOUT ROWID;
INSERT INTO claim_pool (kind, key, claim)
    SELECT 'by', speaker, number FROM claim JOIN claim_said_by ON claim = id
        WHERE state = 'published'
    UNION SELECT 'by', speaker, number FROM claim JOIN claim_via ON claim = id
        WHERE state = 'published'
    UNION SELECT 'answered', speaker, number FROM claim
        JOIN response_answers ON claim = id JOIN response_party USING (response)
        WHERE state = 'published'
    UNION SELECT 'stance', stance, claim.number FROM claim
        JOIN response_answers ON claim = claim.id
        JOIN response ON response.id = response_answers.response
        WHERE state = 'published'
    UNION SELECT 'open', speaker, number FROM claim JOIN claim_said_by ON claim = id
        WHERE state = 'published' AND id NOT IN (SELECT claim FROM response_answers)
    UNION SELECT 'open', '', number FROM claim
        WHERE state = 'published' AND id NOT IN (SELECT claim FROM response_answers);
CREATE INDEX claim_pool_of_claim ON claim_pool (claim);

-- Who made vectors. `read_up_to` is a change number up to which no published claim is without
-- vectors of that encoder: those that are need not be looked for among all.
CREATE TABLE encoder (
    number     INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    dimensions INTEGER NOT NULL,
    read_up_to INTEGER NOT NULL DEFAULT 0
);

-- Sentence vectors: all rows of a claim after one another, float16, little-endian. They take
-- the place of one float32 row each, are derived, and are made anew.
DROP TABLE claim_vector;
CREATE TABLE claim_vector (
    claim   INTEGER NOT NULL REFERENCES claim (number),
    encoder INTEGER NOT NULL REFERENCES encoder (number),
    vectors BLOB NOT NULL,
    PRIMARY KEY (claim, encoder)
);
