-- Gatherings. Who may see a row is no question for SQL: the rule of events answers it.

CREATE TABLE events (
    id BIGINT PRIMARY KEY,
    -- Who holds it, and for which organisation or group, where it is not for himself.
    member_id BIGINT NOT NULL,
    organisation_id BIGINT,
    group_id BIGINT,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    zone TEXT NOT NULL,
    place TEXT NOT NULL,
    link TEXT NOT NULL,
    -- NULL for as many as come.
    capacity BIGINT,
    -- 'ties', 'two_steps', 'group', 'everybody', 'web'
    audience TEXT NOT NULL,
    cancelled BOOLEAN NOT NULL,
    -- Moderators took it away: its holder alone sees it.
    held BOOLEAN NOT NULL,
    revision BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX events_next ON events (cancelled, ends_at, id);
CREATE INDEX events_of ON events (member_id, id);

CREATE TABLE event_attendance (
    event_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    -- 'coming', 'waiting'
    state TEXT NOT NULL,
    -- 'ties', 'attendees', 'nobody'
    shown TEXT NOT NULL,
    -- His place among those who wait: when he said that he would come.
    at BIGINT NOT NULL,
    turn BIGINT NOT NULL,
    PRIMARY KEY (event_id, member_id)
);
CREATE INDEX event_attendance_of ON event_attendance (member_id, event_id);
CREATE INDEX event_attendance_turn ON event_attendance (event_id, state, turn);
