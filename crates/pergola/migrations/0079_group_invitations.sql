-- When who looks after a group asked somebody in: for the limit of the day, and forgotten after it. Whom, nobody needs.
CREATE TABLE group_invitations (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX group_invitations_by ON group_invitations (member_id, at);
