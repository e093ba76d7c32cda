-- What is told by mail, when a member chose so.

CREATE TABLE mail_choices (
    member_id BIGINT PRIMARY KEY,
    -- 'now', 'daily', 'never'
    messages TEXT NOT NULL,
    questions TEXT NOT NULL,
    news TEXT NOT NULL,
    -- When the last digest was written: one a day.
    digested_at BIGINT
);

-- One row for each thing that may be mailed. It is looked at when it is due; then it is mailed, or nobody needs it any
-- more, and due_at is empty: the row stays for a while, so that nothing is mailed twice.
CREATE TABLE tellings (
    member_id BIGINT NOT NULL,
    -- What it is about: 'notice:ID', 'question:INTRODUCTION', 'words:CONVERSATION:READ UP TO'. Everything unread in a
    -- conversation is one thing, and so is a question with its reminder.
    source TEXT NOT NULL,
    -- 'messages', 'questions', 'news'
    about TEXT NOT NULL,
    -- The notice or the conversation.
    subject_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    due_at BIGINT,
    mailed_at BIGINT,
    PRIMARY KEY (member_id, source)
);
CREATE INDEX tellings_due ON tellings (due_at, member_id);
CREATE INDEX tellings_by_age ON tellings (at);
CREATE INDEX notices_of_member ON notices (member_id, id);
