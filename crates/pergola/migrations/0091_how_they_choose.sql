-- How one is chosen, as the ad tells it: a line each.
ALTER TABLE jobs ADD COLUMN steps TEXT NOT NULL DEFAULT '';

-- The page goes along: those from before were sent as one.
ALTER TABLE applications ADD COLUMN with_page BOOLEAN NOT NULL DEFAULT TRUE;

-- What led to an application or a referral goes when that goes.
CREATE INDEX notices_of_applications ON notices (subject_id) WHERE kind IN
    ('application_came', 'application_moved', 'application_withdrawn', 'application_over', 'application_closed', 'job_referred');
