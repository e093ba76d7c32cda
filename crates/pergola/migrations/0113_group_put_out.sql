-- Who was put out of a group by who looks after it: he asks before he comes in again. Gone once he is let in.
CREATE TABLE group_put_out (
    group_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (group_id, member_id)
);
CREATE INDEX group_put_out_of ON group_put_out (member_id);
