-- A group that waits for a moderator, or was taken away, is as it was once it is back: also read from outside, from then on.
ALTER TABLE groups ADD COLUMN held_outside BOOLEAN NOT NULL DEFAULT FALSE;
