-- How many lines the log of moderation has and the hash of the last, beside it: a trigger writes it in the transaction that
-- adds a line. Lines that are cut from the end are missed here. It only grows.
CREATE TABLE moderation_log_head (
    id BIGINT PRIMARY KEY,
    lines BIGINT NOT NULL,
    chain TEXT NOT NULL
);
INSERT INTO moderation_log_head (id, lines, chain)
SELECT 1, COALESCE(MAX(seq), 0), COALESCE((SELECT chain FROM moderation_log ORDER BY seq DESC LIMIT 1), '')
FROM moderation_log;
CREATE FUNCTION moderation_log_head_follows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN UPDATE moderation_log_head SET lines = NEW.seq, chain = NEW.chain WHERE id = 1; RETURN NULL; END; $$;
CREATE TRIGGER moderation_log_counts AFTER INSERT ON moderation_log FOR EACH ROW
EXECUTE FUNCTION moderation_log_head_follows();
CREATE TRIGGER moderation_log_head_grows BEFORE UPDATE ON moderation_log_head FOR EACH ROW
WHEN (NEW.lines <= OLD.lines)
EXECUTE FUNCTION moderation_log_refuses();
CREATE TRIGGER moderation_log_head_stays BEFORE DELETE OR TRUNCATE ON moderation_log_head
FOR EACH STATEMENT EXECUTE FUNCTION moderation_log_refuses();
