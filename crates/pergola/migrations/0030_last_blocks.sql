-- When two were last apart, under each of them: lifting a block brings nothing back that it ended, so what was under way
-- between two can ask whether a block stood since. It does not tell who placed it.

CREATE TABLE last_blocks (
    member_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (member_id, other_id)
);
CREATE INDEX last_blocks_of ON last_blocks (other_id);
