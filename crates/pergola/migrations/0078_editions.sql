-- For whom the words before were: who reads the post now reads only those of them that were for him, too. '' where that
-- was not kept: then its author alone reads them.
ALTER TABLE post_editions ADD COLUMN audience TEXT NOT NULL DEFAULT '';
ALTER TABLE post_editions ADD COLUMN group_id BIGINT;
-- As what it was folded for the reader who called it no noise; '' for nothing, or not kept. Taking that back forgets the
-- same lesson.
ALTER TABLE post_openings ADD COLUMN kind TEXT NOT NULL DEFAULT '';
-- When a moderator let it go, where it had waited: in the feed it is of then. NULL for the others.
ALTER TABLE posts ADD COLUMN released_at BIGINT;
