-- Which two people somebody was shown whom he could introduce, and what he said of it: his own business, nobody else's.

CREATE TABLE pairs (
    -- The one in the middle, the day since 1970, the place on it.
    member_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    place BIGINT NOT NULL,
    id BIGINT NOT NULL,
    ask_id BIGINT NOT NULL,
    asker_id BIGINT NOT NULL,
    -- Null where it is what the other tells of himself.
    offer_id BIGINT,
    other_id BIGINT NOT NULL,
    -- 'not_now', 'never_together'; null while he has said nothing.
    answer TEXT,
    answered_at BIGINT,
    PRIMARY KEY (member_id, day, place)
);
CREATE INDEX pairs_by_id ON pairs (id);
CREATE INDEX pairs_answered ON pairs (member_id, answer, answered_at);
CREATE INDEX pairs_asker ON pairs (asker_id);
CREATE INDEX pairs_other ON pairs (other_id);
