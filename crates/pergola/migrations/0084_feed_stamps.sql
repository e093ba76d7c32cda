-- Raised by each write to what somebody chose for his feed, follows, offers, and how close he feels: what was kept of it
-- counts no longer. What he did with single posts, and in which groups he is, is read each time.
CREATE TABLE feed_stamps (
    member_id BIGINT PRIMARY KEY,
    stamp BIGINT NOT NULL
);
CREATE TRIGGER feed_chosen AFTER INSERT ON feed_choices
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (NEW.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER feed_chosen_anew AFTER UPDATE ON feed_choices
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (NEW.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER feed_unchosen AFTER DELETE ON feed_choices
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (OLD.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER feed_opened AFTER INSERT ON feed_open
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (NEW.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER feed_folded_again AFTER DELETE ON feed_open
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (OLD.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER topic_chosen AFTER INSERT ON topic_choices
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (NEW.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER topic_chosen_anew AFTER UPDATE ON topic_choices
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (NEW.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER topic_unchosen AFTER DELETE ON topic_choices
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (OLD.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER offer_made AFTER INSERT ON asks
WHEN NEW.kind = 'offer'
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (NEW.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER offer_changed AFTER UPDATE ON asks
WHEN NEW.kind = 'offer'
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (NEW.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER offer_gone AFTER DELETE ON asks
WHEN OLD.kind = 'offer'
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (OLD.member_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER closeness_told AFTER INSERT ON tending
WHEN NEW.closeness IS NOT NULL
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (NEW.owner_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER closeness_told_anew AFTER UPDATE OF closeness, person_id ON tending
WHEN coalesce(NEW.closeness, 0) <> coalesce(OLD.closeness, 0) OR NEW.person_id <> OLD.person_id AND NEW.closeness IS NOT NULL
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (NEW.owner_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
CREATE TRIGGER closeness_gone AFTER DELETE ON tending
WHEN OLD.closeness IS NOT NULL
BEGIN INSERT INTO feed_stamps (member_id, stamp) VALUES (OLD.owner_id, 1)
ON CONFLICT (member_id) DO UPDATE SET stamp = feed_stamps.stamp + 1; END;
