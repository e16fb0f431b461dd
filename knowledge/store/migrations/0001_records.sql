-- The records: sources, speakers, claims, responses, and the relations between them.
--
-- Days are ISO 8601 text. Positions count from 0 and keep the order in which a record names
-- things. `digest` is the SHA-256 of the record's canonical JSON (digests.py): the same
-- digest, the same record. Numbers are given in the order of first addition and never again.
-- A record that is replaced keeps its row, so that what points at it stays valid; the rows
-- that only belong to it (quotes, names ...) are written anew.

-- A stored document. `text` is written once and never changed: quotes are offsets into it.
-- It is the last column, so that the others are read without walking through it.
CREATE TABLE source (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    digest       TEXT NOT NULL,
    sha256       TEXT NOT NULL,
    read_on      TEXT NOT NULL,
    language     TEXT NOT NULL,
    title        TEXT,
    byline       TEXT,
    publisher    TEXT,
    url          TEXT,
    published_on TEXT,
    licence      TEXT,
    text         TEXT NOT NULL
);

-- Page furniture of a source, which nobody said: half-open [start, end) in code points.
CREATE TABLE boilerplate (
    source   TEXT NOT NULL REFERENCES source (id),
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    PRIMARY KEY (source, position)
) WITHOUT ROWID;

-- Who said it.
CREATE TABLE speaker (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    kind   TEXT NOT NULL,
    name   TEXT NOT NULL
);

-- What a speaker is also called.
CREATE TABLE speaker_name (
    speaker  TEXT NOT NULL REFERENCES speaker (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (speaker, position)
) WITHOUT ROWID;

-- What a speaker is or was; `speaks_for` is whom it speaks for in that role.
CREATE TABLE speaker_role (
    speaker      TEXT NOT NULL REFERENCES speaker (id),
    position     INTEGER NOT NULL,
    title        TEXT NOT NULL,
    organisation TEXT NOT NULL,
    speaks_for   TEXT REFERENCES speaker (id),
    from_on      TEXT,
    to_on        TEXT,
    PRIMARY KEY (speaker, position)
) WITHOUT ROWID;

-- One checkable statement. `space` is '' for a public one.
CREATE TABLE claim (
    number          INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    digest          TEXT NOT NULL,
    state           TEXT NOT NULL,
    space           TEXT NOT NULL,
    text            TEXT NOT NULL,
    basis           TEXT,
    hedge           TEXT,
    said_as_written TEXT,
    said_on         TEXT
);

-- Where the claim stands: source.text[start:end] is `exact`.
CREATE TABLE claim_quote (
    claim    TEXT NOT NULL REFERENCES claim (id),
    position INTEGER NOT NULL,
    source   TEXT NOT NULL REFERENCES source (id),
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    exact    TEXT NOT NULL,
    mode     TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE INDEX claim_quote_of_source ON claim_quote (source);

CREATE TABLE claim_said_by (
    claim    TEXT NOT NULL REFERENCES claim (id),
    position INTEGER NOT NULL,
    speaker  TEXT NOT NULL REFERENCES speaker (id),
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE INDEX claim_said_by_speaker ON claim_said_by (speaker);

-- Who carried it, in order: the first heard it from who said it.
CREATE TABLE claim_via (
    claim    TEXT NOT NULL REFERENCES claim (id),
    position INTEGER NOT NULL,
    speaker  TEXT NOT NULL REFERENCES speaker (id),
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE INDEX claim_via_speaker ON claim_via (speaker);

CREATE TABLE claim_topic (
    claim    TEXT NOT NULL REFERENCES claim (id),
    position INTEGER NOT NULL,
    topic    TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;

-- What a party said about claims, or the silence that a source reports of it.
CREATE TABLE response (
    number  INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    digest  TEXT NOT NULL,
    stance  TEXT NOT NULL,
    text    TEXT NOT NULL,
    said_on TEXT
);

CREATE TABLE response_quote (
    response TEXT NOT NULL REFERENCES response (id),
    position INTEGER NOT NULL,
    source   TEXT NOT NULL REFERENCES source (id),
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    exact    TEXT NOT NULL,
    mode     TEXT NOT NULL,
    PRIMARY KEY (response, position)
) WITHOUT ROWID;
CREATE INDEX response_quote_of_source ON response_quote (source);

-- `kind` is the field of the record: by, silent or on_behalf_of.
CREATE TABLE response_party (
    response TEXT NOT NULL REFERENCES response (id),
    kind     TEXT NOT NULL,
    position INTEGER NOT NULL,
    speaker  TEXT NOT NULL REFERENCES speaker (id),
    PRIMARY KEY (response, kind, position)
) WITHOUT ROWID;
CREATE INDEX response_party_speaker ON response_party (speaker);

-- The only way from a claim to a response.
CREATE TABLE response_answers (
    response TEXT NOT NULL REFERENCES response (id),
    position INTEGER NOT NULL,
    claim    TEXT NOT NULL REFERENCES claim (id),
    scope    TEXT NOT NULL,
    PRIMARY KEY (response, position)
) WITHOUT ROWID;
CREATE INDEX response_answers_claim ON response_answers (claim);

-- One row: what is known of all the records together, written in the transaction that
-- changes them. `digest_sum` is the sum of all digests modulo 2^256, in hexadecimal: it can
-- follow a change without reading the other records, and does not depend on their order.
CREATE TABLE knowledge (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    digest_sum TEXT NOT NULL
);
INSERT INTO knowledge (one, digest_sum) VALUES (1, '0');
