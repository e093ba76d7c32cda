# Topics

topics-too_many = There are too many topics: { $limit } at most.
topics-name_too_long = A topic is too long: { $limit } characters at most.
topics-without_letters = A topic needs some letters.
topics-follows_too_many = You already follow or mute { $limit } topics. Let one go, and come back.
topics-topic = Topic
topics-lead = What you can see, newest first.
topics-silence = For now nobody near you speaks of it on the board.
topics-follow = Follow
topics-unfollow = Stop following
topics-mute = Not for me
topics-unmute = Show it again
topics-private = What you follow and what you do not is known to you alone.
done-topic-followed = You follow this topic now.
done-topic-muted = From now on your feed leaves it out.
done-topic-forgotten = Done.
topics-mine = Topics I follow
topics-followed = I follow
topics-muted = Left out of what I read
topics-none-followed = None yet. You find the button on each topic’s page.
topics-none-muted = None.
