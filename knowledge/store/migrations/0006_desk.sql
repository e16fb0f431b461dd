-- What editors work with: drafts, phrasings, relations, every change they made, and who they are.
--
-- Times are seconds since 1970. `person` is the platform's id of somebody, `asker` its hash; both
-- become '' when they are forgotten. Plain forms are JSON in ASCII (knowledge/codec.py), so that
-- half a character is kept, too. Text that people typed is as in 0003_conversations.sql.

-- What a machine or a member proposes. It is no record: nothing that answers reads this table.
-- `key` names what it was made from; a row stays after the decision, so that nothing is proposed
-- twice. `body` holds the lists of the draft: records, claims, notes.
CREATE TABLE draft (
    number      INTEGER PRIMARY KEY,
    space       TEXT NOT NULL,
    id          TEXT NOT NULL,
    key         TEXT NOT NULL,
    kind        TEXT NOT NULL,
    state       TEXT NOT NULL,
    person      TEXT NOT NULL,
    asker       TEXT NOT NULL,
    proposed_at REAL NOT NULL,
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    UNIQUE (space, id),
    UNIQUE (space, key)
);
CREATE INDEX draft_waiting ON draft (space, proposed_at) WHERE state = 'waiting';
CREATE INDEX draft_of_person ON draft (space, asker) WHERE asker != '';

-- One change of one thing, never changed itself. `change` is common to what was done in one go;
-- `undoes` is the change that this takes back. `kind` is a record's, 'phrasing', 'relation' or
-- 'draft'; `also` is the other claim of a relation, whose history this is part of, too. The text
-- of a source is not repeated here: it never changes.
CREATE TABLE revision (
    number  INTEGER PRIMARY KEY,
    change  INTEGER NOT NULL,
    space   TEXT NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    also    TEXT,
    person  TEXT NOT NULL,
    asker   TEXT NOT NULL,
    at      REAL NOT NULL,
    undoes  INTEGER,
    why     TEXT NOT NULL,
    before  TEXT,
    after   TEXT
);
CREATE INDEX revision_of_change ON revision (change);
CREATE INDEX revision_of_subject ON revision (subject);
CREATE INDEX revision_also_of ON revision (also) WHERE also IS NOT NULL;
CREATE INDEX revision_of_space ON revision (space);
CREATE INDEX revision_of_person ON revision (space, asker) WHERE asker != '';

-- A wording that editors linked to a claim, or ruled out for it. Wordings with the same folded
-- words (`words`) are one: it cannot be both. `digest` counts in knowledge.digest_sum, because
-- what is answered depends on it.
CREATE TABLE phrasing (
    number  INTEGER PRIMARY KEY,
    space   TEXT NOT NULL,
    claim   TEXT NOT NULL REFERENCES claim (id),
    words   TEXT NOT NULL,
    is_anti INTEGER NOT NULL,
    digest  TEXT NOT NULL,
    text    TEXT NOT NULL,
    UNIQUE (space, claim, words)
);
CREATE INDEX phrasing_of_claim ON phrasing (claim);

-- How two claims hang together, at most one relation for a pair in a space. `low` and `high`
-- are the pair in alphabetical order. `digest` as above.
CREATE TABLE claim_relation (
    number INTEGER PRIMARY KEY,
    space  TEXT NOT NULL,
    claim  TEXT NOT NULL REFERENCES claim (id),
    kind   TEXT NOT NULL,
    other  TEXT NOT NULL REFERENCES claim (id),
    low    TEXT NOT NULL,
    high   TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (space, low, high)
);
CREATE INDEX claim_relation_of_low ON claim_relation (low);
CREATE INDEX claim_relation_of_high ON claim_relation (high);

-- Who edits in a space: the platform's names of people, groups or roles.
CREATE TABLE editor (
    space TEXT NOT NULL,
    name  TEXT NOT NULL,
    PRIMARY KEY (space, name)
) WITHOUT ROWID;

-- One row: numbers that only rise, also when what had them was forgotten.
CREATE TABLE desk (
    one               INTEGER PRIMARY KEY CHECK (one = 1),
    last_change       INTEGER NOT NULL,
    phrasings_version INTEGER NOT NULL
);
INSERT INTO desk (one, last_change, phrasings_version) VALUES (1, 0, 0);

-- Whether the desk has dealt with it.
ALTER TABLE question ADD COLUMN is_closed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX question_unanswered ON question (space, asked_at)
    WHERE is_closed = 0 AND outcome IN ('none', 'failed');
ALTER TABLE suggestion ADD COLUMN is_closed INTEGER NOT NULL DEFAULT 0;
