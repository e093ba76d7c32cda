-- Addresses that the own calendar and telephone follow, and who may take the own card along.

CREATE TABLE subscriptions (
    member_id BIGINT NOT NULL,
    -- 'calendar', 'people'
    kind TEXT NOT NULL,
    -- Of the key in the address; the key itself is shown once and kept nowhere.
    key_hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (member_id, kind)
);
CREATE UNIQUE INDEX subscriptions_key ON subscriptions (key_hash);

CREATE TABLE card_sharing (
    member_id BIGINT PRIMARY KEY,
    -- 'ties', 'everybody', 'nobody'; who has no row shares it with ties
    share TEXT NOT NULL
);
