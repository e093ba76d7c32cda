-- An asker may withdraw an invitation that was refused, not knowing: it leaves his list, and the no is remembered.
ALTER TABLE invitations ADD COLUMN hidden_at BIGINT;
CREATE INDEX invitations_between ON invitations (from_member, to_member);
CREATE INDEX invitations_sent ON invitations (from_member, created_at);

-- What somebody wrote of a member stays on a private card when their tie ends; here is whose card it is, so that it goes
-- with the member's account, and comes back when they tie again.
CREATE TABLE former_ties (
    owner_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    PRIMARY KEY (owner_id, member_id)
);
CREATE INDEX former_ties_of ON former_ties (member_id);
