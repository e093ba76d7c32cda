-- What members ask for and offer. Who may see a row is no question for SQL: the rule of asks answers it.

CREATE TABLE asks (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    -- 'ask', 'offer'
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    -- '' for anywhere
    place TEXT NOT NULL,
    place_folded TEXT NOT NULL,
    -- BCP 47
    language TEXT NOT NULL,
    -- 'ties', 'two_steps', 'three_steps', 'everybody'
    audience TEXT NOT NULL,
    -- 'open', 'resting', 'closed'; 'deleted' has no words left, and only counts for the limit of the day
    state TEXT NOT NULL,
    posted_at BIGINT NOT NULL,
    fresh_at BIGINT NOT NULL,
    -- When an open one begins to rest, a resting one did.
    until_at BIGINT NOT NULL,
    closed_at BIGINT,
    answered BOOLEAN NOT NULL,
    answered_by BIGINT,
    answered_through BIGINT,
    -- Its place on the board, newest first: its id, or the number it got when it was renewed.
    turn BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX asks_board ON asks (state, kind, turn);
CREATE INDEX asks_of ON asks (member_id, turn);
CREATE INDEX asks_due ON asks (state, until_at);
CREATE INDEX asks_answered_by ON asks (answered_by);
CREATE INDEX asks_answered_through ON asks (answered_through);

CREATE TABLE ask_topics (
    ask_id BIGINT NOT NULL,
    -- The key of all its spellings.
    topic TEXT NOT NULL,
    -- As the author of the ask wrote it.
    name TEXT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (ask_id, topic)
);
CREATE INDEX ask_topics_of ON ask_topics (topic, ask_id);
