-- What was kept of a member's own between two questions counts no longer once its stamp is another: `own` of his cards, notes
-- and moments, `feed` of what he chose, follows and offers, and how close he feels. One table in place of the two before.
DROP TRIGGER contacts_written;
DROP TRIGGER contacts_rewritten;
DROP TRIGGER contacts_removed;
DROP TRIGGER tending_noted_down;
DROP TRIGGER tending_noted_anew;
DROP TRIGGER tending_forgotten;
DROP TRIGGER moments_told_first;
DROP TRIGGER moments_told_anew;
DROP TRIGGER moments_forgotten;
DROP TRIGGER feed_chosen;
DROP TRIGGER feed_chosen_anew;
DROP TRIGGER feed_unchosen;
DROP TRIGGER feed_opened;
DROP TRIGGER feed_folded_again;
DROP TRIGGER topic_chosen;
DROP TRIGGER topic_chosen_anew;
DROP TRIGGER topic_unchosen;
DROP TRIGGER offer_made;
DROP TRIGGER offer_changed;
DROP TRIGGER offer_gone;
DROP TRIGGER closeness_told;
DROP TRIGGER closeness_told_anew;
DROP TRIGGER closeness_gone;
DROP TABLE own_stamps;
DROP TABLE feed_stamps;
CREATE TABLE stamps (
    member_id BIGINT NOT NULL,
    what TEXT NOT NULL,
    stamp BIGINT NOT NULL,
    PRIMARY KEY (member_id, what)
);
CREATE TRIGGER contacts_written AFTER INSERT ON contacts
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.owner_id, 'own', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER contacts_rewritten AFTER UPDATE OF name, organisation, position, place ON contacts
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.owner_id, 'own', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER contacts_removed AFTER DELETE ON contacts
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (OLD.owner_id, 'own', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER tending_noted_down AFTER INSERT ON tending
WHEN NEW.notes <> ''
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.owner_id, 'own', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER tending_noted_anew AFTER UPDATE OF notes, person_id ON tending
WHEN NEW.notes <> OLD.notes OR NEW.person_id <> OLD.person_id AND NEW.notes <> ''
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.owner_id, 'own', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER tending_forgotten AFTER DELETE ON tending
WHEN OLD.notes <> ''
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (OLD.owner_id, 'own', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER moments_told_first AFTER INSERT ON moments
WHEN NEW.text <> ''
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.owner_id, 'own', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER moments_told_anew AFTER UPDATE OF text, person_id ON moments
WHEN NEW.text <> OLD.text OR NEW.person_id <> OLD.person_id AND NEW.text <> ''
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.owner_id, 'own', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER moments_forgotten AFTER DELETE ON moments
WHEN OLD.text <> ''
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (OLD.owner_id, 'own', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER feed_chosen AFTER INSERT ON feed_choices
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER feed_chosen_anew AFTER UPDATE ON feed_choices
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER feed_unchosen AFTER DELETE ON feed_choices
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (OLD.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER feed_opened AFTER INSERT ON feed_open
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER feed_folded_again AFTER DELETE ON feed_open
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (OLD.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER topic_chosen AFTER INSERT ON topic_choices
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER topic_chosen_anew AFTER UPDATE ON topic_choices
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER topic_unchosen AFTER DELETE ON topic_choices
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (OLD.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER offer_made AFTER INSERT ON asks
WHEN NEW.kind = 'offer'
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER offer_changed AFTER UPDATE ON asks
WHEN NEW.kind = 'offer'
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER offer_gone AFTER DELETE ON asks
WHEN OLD.kind = 'offer'
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (OLD.member_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER closeness_told AFTER INSERT ON tending
WHEN NEW.closeness IS NOT NULL
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.owner_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER closeness_told_anew AFTER UPDATE OF closeness, person_id ON tending
WHEN coalesce(NEW.closeness, 0) <> coalesce(OLD.closeness, 0) OR NEW.person_id <> OLD.person_id AND NEW.closeness IS NOT NULL
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (NEW.owner_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
CREATE TRIGGER closeness_gone AFTER DELETE ON tending
WHEN OLD.closeness IS NOT NULL
BEGIN INSERT INTO stamps (member_id, what, stamp) VALUES (OLD.owner_id, 'feed', 1)
ON CONFLICT (member_id, what) DO UPDATE SET stamp = stamps.stamp + 1; END;
