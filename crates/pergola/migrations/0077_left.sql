-- Why ads of a feed were left the last time: a code of a refusal and how many, one a line.
ALTER TABLE feeds ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
