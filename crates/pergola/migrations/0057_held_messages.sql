-- A message that waits for a moderator, or that a moderator took away: its author alone reads it.
ALTER TABLE messages ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE;
