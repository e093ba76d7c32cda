-- Whose card a new member stands on, where the owner was told of enough people that day: he is told on one that follows.
CREATE TABLE joins_waiting (
    owner_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (owner_id, member_id)
);
CREATE INDEX joins_waiting_of ON joins_waiting (member_id);
