-- What whoever looks after a group took out of it, of others: it does not hang there again. The ask itself stays as it is.
CREATE TABLE group_asks_out (
    group_id BIGINT NOT NULL,
    ask_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (group_id, ask_id)
);
CREATE INDEX group_asks_out_of ON group_asks_out (member_id);
