-- The log of moderation is only added to.
CREATE TRIGGER moderation_log_stays BEFORE UPDATE ON moderation_log
BEGIN SELECT RAISE(ABORT, 'the moderation log is only added to'); END;
CREATE TRIGGER moderation_log_keeps BEFORE DELETE ON moderation_log
BEGIN SELECT RAISE(ABORT, 'the moderation log is only added to'); END;
