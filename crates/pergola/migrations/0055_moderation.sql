-- What members report, what waits for moderators, what they decide. Texts of what was reported are never copied here:
-- a case names a thing by kind and number.

ALTER TABLE members ADD COLUMN is_moderator BOOLEAN NOT NULL DEFAULT FALSE;
-- Closed by a decision. Until when is in `suspended_until`; null: until it is lifted.
ALTER TABLE members ADD COLUMN is_suspended BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE members ADD COLUMN suspended_until BIGINT;
-- Writes nothing for all and to nobody new until then; null for everybody else.
ALTER TABLE members ADD COLUMN silenced_until BIGINT;

CREATE TABLE cases (
    id BIGINT PRIMARY KEY,
    -- 'post:7' while it is open, 'case:ID' from the decision on: one thing has one open case.
    origin TEXT NOT NULL UNIQUE,
    about TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    -- 0 where its author is gone, or it has none.
    author_id BIGINT NOT NULL,
    is_private BOOLEAN NOT NULL,
    -- The judge of spam holds it back.
    is_held BOOLEAN NOT NULL,
    -- The kind of the first report, or 'spam'.
    why TEXT NOT NULL,
    -- Why it is held, with blanks between; words of the judge, none of the text.
    signs TEXT NOT NULL,
    -- Where the held thing was written and from which address, for those who are asked about spam; '' once they were told.
    sent_from TEXT NOT NULL,
    -- Nobody could say whether it is spam: to be asked again then.
    ask_at BIGINT,
    -- 'spam' or 'ham' while Akismet is to be told what was decided.
    tell TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    decided_at BIGINT,
    -- Two moderators agreed to read what only some can read.
    asked_by BIGINT,
    agreed_by BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX cases_open ON cases (decided_at, id);
CREATE INDEX cases_of ON cases (author_id);

CREATE TABLE reports (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL,
    -- 0 where that member is gone.
    reporter_id BIGINT NOT NULL,
    why TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX reports_of_case ON reports (case_id);
CREATE INDEX reports_by ON reports (reporter_id, at);

CREATE TABLE decisions (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL,
    about TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    -- Whom it meets; 0 where he is gone.
    member_id BIGINT NOT NULL,
    measure TEXT NOT NULL,
    until_at BIGINT,
    reason TEXT NOT NULL,
    by_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- 'stands', 'appealed', 'upheld', 'lifted'
    hearing TEXT NOT NULL,
    appeal TEXT NOT NULL,
    appealed_at BIGINT,
    answer TEXT NOT NULL,
    answered_by BIGINT,
    answered_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX decisions_of ON decisions (member_id, id);
CREATE INDEX decisions_of_case ON decisions (case_id);
CREATE INDEX decisions_heard ON decisions (hearing, id);

CREATE TABLE barred_domains (
    domain TEXT PRIMARY KEY,
    by_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);

-- What the moderators taught the judge of spam: one row.
CREATE TABLE spam_learner (
    id BIGINT PRIMARY KEY,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- Who did what as a moderator. Only added to: triggers refuse the rest, and each row holds a hash of itself and of the
-- row before it. Numbers only; where a member was erased they lead nowhere.
CREATE TABLE moderation_log (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    by_id BIGINT NOT NULL,
    act TEXT NOT NULL,
    about TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    chain TEXT NOT NULL
);
CREATE INDEX moderation_log_of ON moderation_log (case_id, seq);
