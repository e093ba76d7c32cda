-- What the model made of texts that stand on the board, and of what members tell of themselves: one row a text, made a
-- moment after it was written, gone with it. No answer to anybody is made of a row alone: who may see its text is asked.

CREATE TABLE vectors (
    -- 'ask', 'offer', 'profile'
    kind TEXT NOT NULL,
    -- The ask, the offer, the member.
    of_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    -- A number made of the text and of the model's name: where it is another, the row is of other words.
    digest BIGINT NOT NULL,
    vector BYTEA NOT NULL,
    -- The words that are compared, with their weights and their own vectors.
    words BYTEA NOT NULL,
    PRIMARY KEY (kind, of_id)
);
CREATE INDEX vectors_of ON vectors (member_id);
