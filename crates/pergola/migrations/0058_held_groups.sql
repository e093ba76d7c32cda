-- How one came into a group before moderators took it away: since then it is hidden, whatever those who look after it say.
-- NULL for all others.
ALTER TABLE groups ADD COLUMN held_entry TEXT;
