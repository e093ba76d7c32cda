-- In whose hands an organisation was since when, and by which domains these proved it: so that a record goes with them. Where
-- it begins the domain is ''.
CREATE TABLE organisation_hands (
    organisation_id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    domain TEXT NOT NULL,
    PRIMARY KEY (organisation_id, since, domain)
);
CREATE INDEX organisation_hands_domain ON organisation_hands (domain, organisation_id);

INSERT INTO organisation_hands (organisation_id, since, domain) SELECT organisation_id, anew_at, '' FROM organisation_pages;
INSERT INTO organisation_hands (organisation_id, since, domain)
    SELECT organisation_id, anew_at, domain FROM organisation_pages WHERE domain <> '';

-- Who posted an ad, also when others go on with it. 0 once he left.
ALTER TABLE jobs ADD COLUMN poster_id BIGINT NOT NULL DEFAULT 0;
UPDATE jobs SET poster_id = member_id;
CREATE INDEX jobs_poster ON jobs (poster_id, organisation_id);
