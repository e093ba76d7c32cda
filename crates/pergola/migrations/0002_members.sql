-- Members, how they sign in, what they tell of themselves. Times are microseconds UTC; `folded` columns are made by
-- pergola-domain's `text::fold`, since the two engines fold letters differently.

CREATE TABLE members (
    id BIGINT PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL UNIQUE,
    email_confirmed_at BIGINT,
    password TEXT NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL DEFAULT '',
    is_admin BOOLEAN NOT NULL DEFAULT FALSE,
    headline TEXT NOT NULL DEFAULT '',
    about TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    -- BCP 47 tags of the languages spoken, divided by commas.
    languages TEXT NOT NULL DEFAULT '',
    photo_id BIGINT,
    -- May stand on a path between two others.
    connector BOOLEAN NOT NULL DEFAULT TRUE,
    -- 'ties' or 'nobody': who may see the list of ties.
    ties_shown TEXT NOT NULL DEFAULT 'ties',
    found_by_email BOOLEAN NOT NULL DEFAULT FALSE,
    -- Contact details shown to ties.
    shares_email BOOLEAN NOT NULL DEFAULT FALSE,
    invited_by BIGINT,
    created_at BIGINT NOT NULL,
    -- When everything is erased; null for those who stay.
    leaving_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX members_by_name ON members (name_folded);

CREATE TABLE sessions (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    key_hash TEXT NOT NULL UNIQUE,
    -- "Firefox, Linux": enough to know the own ones by, no more.
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX sessions_of_member ON sessions (member_id);

CREATE TABLE tokens (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    key_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX tokens_of_member ON tokens (member_id);

-- Links sent by mail, good once: 'confirm' an address, 'reset' a password, 'join' by invitation.
CREATE TABLE letters (
    id BIGINT PRIMARY KEY,
    key_hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    member_id BIGINT NOT NULL,
    email TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX letters_of_member ON letters (member_id);

-- Companies, associations, public bodies, schools: one row a name, so that colleagues find each other.
CREATE TABLE organisations (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    is_school BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (name_folded, is_school)
);

-- Months are year * 100 + month, month 0 where unknown.
CREATE TABLE positions (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    description TEXT NOT NULL,
    from_month BIGINT,
    to_month BIGINT,
    -- Over, although nobody knows since when.
    is_over BOOLEAN NOT NULL
);
CREATE INDEX positions_of_member ON positions (member_id);
CREATE INDEX positions_at ON positions (organisation_id);

CREATE TABLE education (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL,
    degree TEXT NOT NULL,
    field TEXT NOT NULL,
    description TEXT NOT NULL,
    from_month BIGINT,
    to_month BIGINT
);
CREATE INDEX education_of_member ON education (member_id);
CREATE INDEX education_at ON education (organisation_id);

CREATE TABLE skills (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    UNIQUE (member_id, name_folded)
);

CREATE TABLE links (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    label TEXT NOT NULL,
    url TEXT NOT NULL,
    UNIQUE (member_id, url)
);

CREATE TABLE photos (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    -- Re-encoded by us; nothing of the sent file remains.
    kind TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX photos_of_member ON photos (member_id);

-- Requests with an Idempotency-Key and their answers.
CREATE TABLE requests (
    member_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    status BIGINT,
    body TEXT,
    location TEXT,
    PRIMARY KEY (member_id, key)
);
CREATE INDEX requests_by_age ON requests (at);

-- What the server keeps for itself, such as the key that it signs with.
CREATE TABLE keepsakes (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Words for a member: something happened that concerns him. (seq, kind) of the change makes each unique.
CREATE TABLE notices (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- Whom or what it is about.
    person_id BIGINT,
    subject_id BIGINT,
    at BIGINT NOT NULL,
    read_at BIGINT,
    -- The change it comes from: twice the same is once.
    source TEXT NOT NULL,
    UNIQUE (member_id, source)
);

-- Where each reader of the change log is.
CREATE TABLE followers (
    name TEXT PRIMARY KEY,
    seq BIGINT NOT NULL
);
