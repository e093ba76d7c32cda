-- People one may know: what was put aside, and how often somebody was shown and passed over.

CREATE TABLE dismissals (
    member_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (member_id, other_id)
);
CREATE INDEX dismissals_of ON dismissals (other_id);

CREATE TABLE showings (
    member_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    -- Counted once a day.
    times BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    PRIMARY KEY (member_id, other_id)
);
CREATE INDEX showings_of ON showings (other_id);
