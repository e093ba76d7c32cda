-- Which topics a member follows or mutes. A topic itself has no row: see decision 0011.

CREATE TABLE topic_choices (
    member_id BIGINT NOT NULL,
    topic TEXT NOT NULL,
    -- As this member wrote or read it.
    name TEXT NOT NULL,
    -- 'follow', 'mute'
    way TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (member_id, topic)
);
