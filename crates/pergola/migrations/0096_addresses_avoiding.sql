-- "I would rather not be introduced by", said by the link of a letter: by the keyed hash of the address that was asked, so that
-- it holds for every card of it that this member keeps. Who said it is nowhere else.
CREATE TABLE addresses_avoiding (
    address_hash TEXT NOT NULL,
    broker_id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (address_hash, broker_id)
);
CREATE INDEX addresses_avoiding_broker ON addresses_avoiding (broker_id);
