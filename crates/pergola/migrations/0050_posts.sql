-- What members write for others to read, and what is said below it. Who may see a row is no question for SQL: the rule
-- of posts answers it.

CREATE TABLE posts (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    -- Markdown.
    text TEXT NOT NULL,
    -- BCP 47
    language TEXT NOT NULL,
    -- 'ties', 'two_steps', 'group', 'everybody'
    audience TEXT NOT NULL,
    group_id BIGINT,
    -- 'shown', 'held'; 'deleted' has no words left, and only counts for the limit of the day
    state TEXT NOT NULL,
    -- What the judge of noise said of it as it was written, as JSON; '' for nothing.
    noise TEXT NOT NULL,
    posted_at BIGINT NOT NULL,
    edited_at BIGINT,
    -- Which of the editions the text is.
    edition BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX posts_of ON posts (member_id, id);
CREATE INDEX posts_in ON posts (group_id, id);

CREATE TABLE post_topics (
    post_id BIGINT NOT NULL,
    topic TEXT NOT NULL,
    -- As the author of the post wrote it.
    name TEXT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (post_id, topic)
);
CREATE INDEX post_topics_of ON post_topics (topic, post_id);

-- The words before those of now.
CREATE TABLE post_editions (
    post_id BIGINT NOT NULL,
    edition BIGINT NOT NULL,
    text TEXT NOT NULL,
    -- Since when these were the words.
    at BIGINT NOT NULL,
    PRIMARY KEY (post_id, edition)
);

CREATE TABLE post_pictures (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    -- NULL while it waits for its post.
    post_id BIGINT,
    place BIGINT NOT NULL,
    alt TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    likeness BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    small BYTEA NOT NULL,
    large BYTEA NOT NULL
);
CREATE INDEX post_pictures_of ON post_pictures (post_id, place);
CREATE INDEX post_pictures_by ON post_pictures (member_id, created_at);

-- What stands at the first address that a post names.
CREATE TABLE post_previews (
    post_id BIGINT PRIMARY KEY,
    url TEXT NOT NULL,
    -- 'waiting', 'there', 'nothing'
    state TEXT NOT NULL,
    site TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    tries BIGINT NOT NULL,
    -- When it is to be tried next, or was done.
    at BIGINT NOT NULL
);
CREATE INDEX post_previews_due ON post_previews (state, at);

CREATE TABLE comments (
    id BIGINT PRIMARY KEY,
    -- 'post', 'job', 'event', and the number of it
    about TEXT NOT NULL,
    about_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    -- 'shown', 'held', 'deleted'
    state TEXT NOT NULL,
    posted_at BIGINT NOT NULL
);
CREATE INDEX comments_below ON comments (about, about_id, id);
CREATE INDEX comments_of ON comments (member_id, id);

-- For the author of the post alone.
CREATE TABLE post_thanks (
    post_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    -- For which of its editions.
    edition BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (post_id, member_id)
);
CREATE INDEX post_thanks_by ON post_thanks (member_id, at);

-- Posts that a reader does not want to see again.
CREATE TABLE post_asides (
    member_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (member_id, post_id)
);
CREATE INDEX post_asides_at ON post_asides (member_id, at);

-- Posts that a reader called no noise: they stay open for him.
CREATE TABLE post_openings (
    member_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (member_id, post_id)
);
CREATE INDEX post_openings_at ON post_openings (member_id, at);

-- How a reader wants his feed; his own business.
CREATE TABLE feed_choices (
    member_id BIGINT PRIMARY KEY,
    -- 'weighed', 'newest'
    manner TEXT NOT NULL,
    -- His own filter of noise, as JSON; '' for the usual one.
    filter TEXT NOT NULL,
    -- Since when what he writes for everybody may be read from outside; NULL for not.
    outside_since BIGINT
);

-- Whose posts are folded for a reader never.
CREATE TABLE feed_open (
    member_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    PRIMARY KEY (member_id, author_id)
);
CREATE INDEX feed_open_of ON feed_open (author_id);
