-- Conversations. What was said stands once; what it is to each of those in it (where he has read to, whether he put it
-- aside) is in his own row of `participants` and nobody else's business.

CREATE TABLE conversations (
    id BIGINT PRIMARY KEY,
    -- 'direct', 'introduction', 'group'
    kind TEXT NOT NULL,
    -- The introduction or the group.
    subject_id BIGINT,
    -- 'direct:LOW:HIGH', 'introduction:ID', 'group:ID': the same origin comes once. 'over:ID' when a block ended it.
    origin TEXT NOT NULL UNIQUE,
    -- 0 when that member is gone.
    opened_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- A block ended it for both; that stays when the block is lifted.
    closed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX conversations_opened_by ON conversations (opened_by, created_at);

CREATE TABLE participants (
    member_id BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    -- Messages after this one are his to read: 0 for who was there at the beginning.
    since_id BIGINT NOT NULL,
    -- He stepped out; what was said before stays readable.
    left_at BIGINT,
    -- The last message that he sees, the last by somebody else, the last that he has read.
    latest_id BIGINT NOT NULL,
    heard_id BIGINT NOT NULL,
    read_id BIGINT NOT NULL,
    -- Put aside until something new is said.
    shelved BOOLEAN NOT NULL,
    PRIMARY KEY (member_id, conversation_id)
);
CREATE INDEX participants_in ON participants (conversation_id);
CREATE INDEX participants_by_latest ON participants (member_id, latest_id);

CREATE TABLE messages (
    id BIGINT PRIMARY KEY,
    conversation_id BIGINT NOT NULL,
    -- 0 when that member is gone.
    author_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- The key of the form that sent it: twice is once.
    source TEXT NOT NULL,
    UNIQUE (conversation_id, author_id, source)
);
CREATE INDEX messages_in ON messages (conversation_id, id);
CREATE INDEX messages_by_author ON messages (author_id, at);

-- Messages said while a block stood between the author and somebody else in the conversation: these do not reach him,
-- neither then nor when the block is lifted.
CREATE TABLE unheard (
    member_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    PRIMARY KEY (member_id, message_id)
);
CREATE INDEX unheard_message ON unheard (message_id);
