-- What is kept of conversations: the inbox, questions, replies, and what people want.
--
-- Times are seconds since 1970. A person is a hash (`asker`); only a subscription knows whom
-- to tell. Text that people typed may hold half a character, which SQLite's text cannot: it is
-- then kept as a BLOB of its bytes (any_text.py), so TEXT below is what a column nearly always
-- has. `number` counts in the order of first keeping; long texts are a table's last columns.

-- Something a person asked of the bot, written down before it is worked on. A row without
-- `over_at` waits; its taker has it until `taken_until`. Once it is over the payload is '',
-- and the row stays for a while so that a late delivery of the same key is still known.
CREATE TABLE job (
    number      INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    space       TEXT NOT NULL,
    received_at REAL NOT NULL,
    expires_at  REAL NOT NULL,
    attempts    INTEGER NOT NULL,
    -- 0 is at once, also for a clock that was put back.
    due_at      REAL NOT NULL DEFAULT 0,
    taker       TEXT,
    taken_until REAL,
    over_at     REAL,
    -- How it ended: 'finished' or 'given_up'.
    outcome     TEXT,
    -- The reply that was about to be sent for it, or ''.
    reply       TEXT NOT NULL,
    payload     TEXT NOT NULL
);
-- Few jobs wait, however many are over: these indexes hold only one kind of them each.
CREATE INDEX job_waiting ON job (received_at) WHERE over_at IS NULL;
CREATE INDEX job_over ON job (over_at) WHERE over_at IS NOT NULL;

-- What somebody asked, for the thread's follow-ups and for the desk.
CREATE TABLE question (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    space      TEXT NOT NULL,
    channel    TEXT NOT NULL,
    thread     TEXT NOT NULL,
    asker      TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    asked_at   REAL NOT NULL,
    expires_at REAL NOT NULL,
    text       TEXT NOT NULL
);
CREATE INDEX question_of_thread ON question (space, channel, thread, asked_at);
CREATE INDEX question_expiry ON question (expires_at);

-- What was shown to whom. `message` is '' where it is not known as which message it was sent.
-- `question` may be the id of one that was forgotten.
CREATE TABLE reply (
    number            INTEGER PRIMARY KEY,
    id                TEXT NOT NULL UNIQUE,
    space             TEXT NOT NULL,
    channel           TEXT NOT NULL,
    thread            TEXT NOT NULL,
    asker             TEXT NOT NULL,
    kind              TEXT NOT NULL,
    question          TEXT NOT NULL,
    knowledge_version TEXT NOT NULL,
    sent_at           REAL NOT NULL,
    message           TEXT NOT NULL
);
CREATE INDEX reply_of_thread ON reply (space, channel, thread);
CREATE INDEX reply_of_message ON reply (space, channel, message) WHERE message <> '';
CREATE INDEX reply_age ON reply (sent_at);

-- The lists of a reply: `part` is the field of the record, shown, why or offered.
CREATE TABLE reply_part (
    reply    INTEGER NOT NULL REFERENCES reply (number) ON DELETE CASCADE,
    part     TEXT NOT NULL,
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (reply, part, position)
) WITHOUT ROWID;

-- Whether a reply helped, in the last opinion of each who said so.
CREATE TABLE feedback (
    reply      INTEGER NOT NULL REFERENCES reply (number) ON DELETE CASCADE,
    asker      TEXT NOT NULL,
    is_helpful INTEGER NOT NULL,
    PRIMARY KEY (reply, asker)
) WITHOUT ROWID;

-- When the bot may speak in a channel.
CREATE TABLE channel_mode (
    space   TEXT NOT NULL,
    channel TEXT NOT NULL,
    mode    TEXT NOT NULL,
    PRIMARY KEY (space, channel)
) WITHOUT ROWID;

-- Who wants to be told of what. `person` is the platform's id: they have to be reached.
CREATE TABLE subscription (
    number   INTEGER PRIMARY KEY,
    space    TEXT NOT NULL,
    person   TEXT NOT NULL,
    asker    TEXT NOT NULL,
    claim    TEXT NOT NULL,
    question TEXT NOT NULL,
    UNIQUE (space, person, asker, claim, question)
);

-- Somebody said that a claim is not what they asked.
CREATE TABLE suggestion (
    number       INTEGER PRIMARY KEY,
    space        TEXT NOT NULL,
    asker        TEXT NOT NULL,
    claim        TEXT NOT NULL,
    suggested_at REAL NOT NULL,
    text         TEXT NOT NULL,
    UNIQUE (space, asker, claim, text)
);

-- What it takes to speak in a workspace, sealed by who keeps it here.
CREATE TABLE installation (
    platform TEXT NOT NULL,
    team     TEXT NOT NULL,
    sealed   BLOB NOT NULL,
    PRIMARY KEY (platform, team)
) WITHOUT ROWID;

-- Small things that the bot has to remember about itself, by name.
CREATE TABLE small_thing (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) WITHOUT ROWID;
