-- Who answered whose ask: known to the two, a reason for them to be tied. Stays when the ask is gone, goes with either.
CREATE TABLE answers (
    member_id BIGINT NOT NULL,
    asker_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (member_id, asker_id)
);
CREATE INDEX answers_to ON answers (asker_id);
