-- What somebody wrote with an invitation waits for a moderator, or was taken away: the wish itself stands, without its words.
ALTER TABLE invitations ADD COLUMN words_held BOOLEAN NOT NULL DEFAULT FALSE;
