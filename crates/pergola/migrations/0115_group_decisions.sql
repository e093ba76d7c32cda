-- Who looks after a group takes out what somebody wrote there: a decision as any other, with the group it was taken out of.
ALTER TABLE decisions ADD COLUMN group_id BIGINT;
CREATE INDEX decisions_of_thing ON decisions (about, subject_id);
