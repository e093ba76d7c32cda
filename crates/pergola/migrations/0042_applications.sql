-- What applicants sent, exactly as it was; and who spoke for them. After its time only the fact and its moments stay, of nobody.

CREATE TABLE applications (
    id BIGINT PRIMARY KEY,
    job_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL,
    -- NULL once it was erased.
    member_id BIGINT,
    stage TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    seen_at BIGINT,
    answered_at BIGINT,
    letter TEXT NOT NULL,
    -- JSON: a list of texts, in the order of the ad's questions.
    answers TEXT NOT NULL,
    questions TEXT NOT NULL,
    -- JSON Resume: all that was sent of the profile.
    snapshot TEXT NOT NULL,
    -- The file was sent beside the page.
    with_file BOOLEAN NOT NULL,
    referrer_sees BOOLEAN NOT NULL,
    erase_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (job_id, member_id)
);
CREATE INDEX applications_of ON applications (member_id, id);
CREATE INDEX applications_to ON applications (organisation_id, id);
CREATE INDEX applications_over ON applications (erase_at);

CREATE TABLE referrals (
    id BIGINT PRIMARY KEY,
    job_id BIGINT NOT NULL,
    referrer_id BIGINT NOT NULL,
    applicant_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (job_id, referrer_id, applicant_id)
);
CREATE INDEX referrals_by ON referrals (referrer_id);
CREATE INDEX referrals_for ON referrals (applicant_id);
