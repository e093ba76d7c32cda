-- Where a member will be for some days, and whom of his ties he told.

CREATE TABLE stays (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    place TEXT NOT NULL,
    -- The first moments of its first and its last day.
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX stays_of ON stays (member_id, until_at);
CREATE INDEX stays_over ON stays (until_at);

CREATE TABLE stay_told (
    stay_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    PRIMARY KEY (stay_id, member_id)
);
CREATE INDEX stay_told_of ON stay_told (member_id, stay_id);
