-- Each move of an application with the words that went with it, for its two sides; they go when it is erased.
CREATE TABLE application_moves (
    application_id BIGINT NOT NULL,
    stage TEXT NOT NULL,
    at BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (application_id, stage)
);

-- The ad as it was applied to, in JSON; '' for those from before.
ALTER TABLE applications ADD COLUMN ad TEXT NOT NULL DEFAULT '';
-- The PDF goes along.
ALTER TABLE applications ADD COLUMN with_pdf BOOLEAN NOT NULL DEFAULT FALSE;
