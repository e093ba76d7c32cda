-- Two people who want to meet. Both ends read the same row; what each tells of it afterwards is in a row of his own.

CREATE TABLE meetings (
    id BIGINT PRIMARY KEY,
    -- Who proposed first, and to whom.
    one_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    -- 'coffee', 'call', 'walk'
    kind TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    place TEXT NOT NULL,
    link TEXT NOT NULL,
    -- From who proposed or answered last.
    words TEXT NOT NULL,
    -- 'open', 'agreed', 'held', 'declined', 'withdrawn', 'cancelled', 'expired', 'void'
    state TEXT NOT NULL,
    -- Who proposed last, declined, or called it off; 0 where it was time.
    by_id BIGINT NOT NULL,
    -- The time that was picked.
    slot_id BIGINT,
    starts_at BIGINT,
    zone TEXT NOT NULL,
    -- When time alone changes it; NULL where it does not.
    due_at BIGINT,
    -- How often calendars were told of it.
    revision BIGINT NOT NULL,
    proposed_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX meetings_one ON meetings (one_id, id);
CREATE INDEX meetings_other ON meetings (other_id, id);
CREATE INDEX meetings_due ON meetings (due_at);

-- The times of the latest proposal.
CREATE TABLE meeting_times (
    meeting_id BIGINT NOT NULL,
    slot_id BIGINT NOT NULL,
    starts_at BIGINT NOT NULL,
    -- As the book of zones names it.
    zone TEXT NOT NULL,
    PRIMARY KEY (meeting_id, slot_id)
);

-- How it was, for the teller alone.
CREATE TABLE meeting_tellings (
    member_id BIGINT NOT NULL,
    meeting_id BIGINT NOT NULL,
    -- 'yes', 'so_so', 'missed'
    good TEXT NOT NULL,
    -- 'again', 'introduce', 'write', 'nothing'
    next TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (member_id, meeting_id)
);
