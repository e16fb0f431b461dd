-- What it takes to correct a reply, and to tell people what they wait for.
--
-- A reply's digests and notes are in `reply_part`, as its other lists are. `corrected_at` is 0
-- until it is corrected. Which replies show a claim is asked after every change of one.
ALTER TABLE reply ADD COLUMN corrected_at REAL NOT NULL DEFAULT 0;
CREATE INDEX reply_part_shown ON reply_part (text) WHERE part = 'shown';

-- How a question was read: 'question', or 'checked' for somebody's message that was checked.
ALTER TABLE question ADD COLUMN kind TEXT NOT NULL DEFAULT 'question';

-- `reply` is the public reply under which somebody is told, '' for telling them alone. `digest`
-- is what they have last seen of the claim, `about` its text.
ALTER TABLE subscription ADD COLUMN reply TEXT NOT NULL DEFAULT '';
ALTER TABLE subscription ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE subscription ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE INDEX subscription_claim ON subscription (claim) WHERE claim <> '';
CREATE INDEX subscription_question ON subscription (question) WHERE question <> '';

-- Nobody waits for an answer to a question that is not kept any more.
DELETE FROM subscription WHERE question <> '' AND question NOT IN (SELECT id FROM question);
