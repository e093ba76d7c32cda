-- When the password was last changed; empty for those who still have the first one.
ALTER TABLE members ADD COLUMN password_changed_at BIGINT;
