-- Who introduced the two of a tie, as each end tells it: a member, or nobody.
ALTER TABLE ties ADD COLUMN introduced_by BIGINT;
CREATE INDEX ties_introduced ON ties (introduced_by);
