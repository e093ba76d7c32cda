# Topics

topics-too_many = There are too many topics: { $limit } at most.
topics-name_too_long = A topic is too long: { $limit } characters at most.
topics-without_letters = A topic needs some letters.
topics-follows_too_many = You already follow or mute { $limit } topics. Let one go, and come back.
