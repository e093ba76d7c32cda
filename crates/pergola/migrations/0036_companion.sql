-- Toto's steps and the humans beside newcomers. All of it is the member's own; nothing of it is told to anybody.

-- The last proposal of each step about each subject.
CREATE TABLE steps (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- A person, an ask, an introduction; 0 where it is about nobody in particular.
    subject_id BIGINT NOT NULL,
    proposed_at BIGINT NOT NULL,
    -- 'open', 'done', 'postponed'
    state TEXT NOT NULL,
    ended_at BIGINT,
    -- How often in a row it was put off.
    times BIGINT NOT NULL,
    UNIQUE (member_id, kind, subject_id)
);
CREATE INDEX steps_of ON steps (member_id, proposed_at);

-- Who would go beside a newcomer.
CREATE TABLE godparents (
    member_id BIGINT PRIMARY KEY,
    since BIGINT NOT NULL
);

CREATE TABLE newcomers (
    newcomer_id BIGINT NOT NULL,
    godparent_id BIGINT NOT NULL,
    -- 'passed' (the newcomer let him pass), 'asked', 'declined', 'beside', 'over'
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    since BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (newcomer_id, godparent_id)
);
CREATE INDEX newcomers_of ON newcomers (godparent_id, state);
