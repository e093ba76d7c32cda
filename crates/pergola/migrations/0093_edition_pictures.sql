-- What a post showed while it said something else: the pictures of an edition in their order, with their words of then. A
-- picture that is shown no more has the place -1 in post_pictures, and stays as long as its post does.
CREATE TABLE post_edition_pictures (
    post_id BIGINT NOT NULL,
    edition BIGINT NOT NULL,
    place BIGINT NOT NULL,
    picture_id BIGINT NOT NULL,
    alt TEXT NOT NULL,
    PRIMARY KEY (post_id, edition, place)
);
