-- What a refused invitation is for its asker must be what it would be had nobody answered: `hidden_at` says that he took it
-- back, with `ended_at` that a block ended it.
ALTER TABLE invitations ADD COLUMN ended_at BIGINT;
UPDATE invitations SET ended_at = hidden_at WHERE state = 'refused' AND EXISTS (SELECT 1 FROM last_blocks b
    WHERE b.member_id = invitations.from_member AND b.other_id = invitations.to_member AND b.at = invitations.hidden_at);
-- Born refused, since a no still held: nobody but its asker has seen it.
ALTER TABLE invitations ADD COLUMN silent_at BIGINT;
UPDATE invitations SET silent_at = created_at WHERE state = 'refused' AND answered_at < created_at;
