-- Groups and who is in them. Who may know of a row is no question for SQL: the rule of groups answers it.

CREATE TABLE groups (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- 'open', 'on_request', 'hidden'
    entry TEXT NOT NULL,
    -- Read from outside too, by feed readers: only an open one.
    outside BOOLEAN NOT NULL,
    -- Since when; NULL for not.
    outside_since BIGINT,
    made_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX groups_known ON groups (entry, id);
CREATE INDEX groups_made ON groups (made_by, created_at);

CREATE TABLE group_topics (
    group_id BIGINT NOT NULL,
    topic TEXT NOT NULL,
    name TEXT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (group_id, topic)
);

CREATE TABLE group_members (
    group_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    -- 'moderator', 'member', 'asking', 'invited'
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (group_id, member_id)
);
CREATE INDEX group_members_of ON group_members (member_id, role);

-- Asks and offers that their authors hang in a group. It widens nothing: who may not see one does not see it here.
CREATE TABLE group_asks (
    group_id BIGINT NOT NULL,
    ask_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (group_id, ask_id)
);
CREATE INDEX group_asks_of ON group_asks (member_id);
