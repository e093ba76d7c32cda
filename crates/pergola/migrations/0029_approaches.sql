-- Requests to be introduced to somebody along a path: from one connector to the next, then a question to the target.

CREATE TABLE approaches (
    id BIGINT PRIMARY KEY,
    asker_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    message TEXT NOT NULL,
    -- 'open', 'withdrawn', 'over'
    state TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    ended_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX approaches_of ON approaches (asker_id, id);
CREATE INDEX approaches_to ON approaches (target_id);
CREATE INDEX approaches_open ON approaches (state, sent_at);

CREATE TABLE approach_steps (
    approach_id BIGINT NOT NULL,
    connector_id BIGINT NOT NULL,
    place BIGINT NOT NULL,
    -- 'not_yet', 'left_out', 'unheard', 'waiting', 'passed_on', 'refused', 'unfamiliar', 'named_better'
    pass TEXT NOT NULL,
    -- What the connector said to whom it was passed on to.
    words TEXT NOT NULL,
    -- Named by a connector: the asker does not see him.
    detour BOOLEAN NOT NULL,
    -- When it came to him.
    asked_at BIGINT,
    PRIMARY KEY (approach_id, connector_id)
);
CREATE INDEX approach_steps_of ON approach_steps (connector_id, approach_id);
