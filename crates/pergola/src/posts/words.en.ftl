# Posts, comments, and what one's own network writes

posts-text_missing = Write something, or add a picture.
posts-text_too_long = It is too long: { $limit } characters at most.
posts-language_malformed = Say which language it is written in, such as “it” or “en”.
posts-audience_unknown = Choose who can read it.
posts-group_unknown = You are not in this group.
posts-too_many_pictures = There can be { $limit } pictures at most.
posts-alt_missing = Write what each picture shows, for those who cannot see it.
posts-alt_too_long = The words for a picture are too long: { $limit } characters at most.
posts-picture_unknown = One of the pictures is gone. Please add it again.
posts-too_many_waiting = { $limit } pictures already wait for their post. You can go on tomorrow.
posts-changed_too_often = You have changed it { $limit } times. Write a new one.
posts-comment_missing = Write something, even a few words.
posts-comment_too_long = It is too long: { $limit } characters at most.
posts-widens_answers = There are answers already, written for those who can read it now. You can narrow who reads it, or write a new post.
posts-thanks_oneself = It is your own post: no need to thank yourself.
posts-too_many_today = You have written { $limit } posts today. You can go on tomorrow.
posts-too_many_comments = You have answered { $limit } times today. You can go on tomorrow.

notice-post_commented = { $name } answered a post of yours
notice-post_thanked = { $name } thanks you for a post of yours

posts-for-ties = My connections
posts-for-two_steps = Up to two steps from me
posts-for-group = A group
posts-for-everybody = Everybody here

posts-sight-own = You wrote it.
posts-sight-tied = You and { $name } are connected.
posts-sight-through = { $name } is two steps from you: { $through } knows you both.
posts-sight-near = { $name } is two steps from you.
posts-sight-group = { $name } wrote it in a group that you can read.
posts-sight-everybody = { $name } wrote it for everybody here.

posts-new-title = Write to your network
posts-new-lead = A piece of news, a point of view, something you have learnt. Nobody counts how many people read it.
posts-edit-title = Edit the post
posts-edit-lead = The words and pictures before stay for those who could see them then and can see the post now.
posts-text = What you would like to share
posts-text-hint = You can use *italics*, **bold**, lists and links. 5,000 characters at most.
posts-pictures = Add pictures
posts-pictures-hint = Up to four, JPEG, PNG or WebP, 10 MB each. We redraw them: place, time and camera are not kept.
posts-picture = Picture { $number }
posts-picture-file = File
posts-picture-kept = The picture that you added
posts-picture-alt = What it shows, for those who cannot see it
posts-pictures-there = Pictures
posts-picture-out = Take this picture out
posts-topics = Topics
posts-topics-hint = Up to five, separated by commas.
posts-written-in = Language it is written in
posts-who-reads = Who can read it
posts-who-reads-hint = If you change your mind, you can narrow it later.
posts-answered-hint = There are answers: you can narrow it, but not open it to anybody new. Those who answered wrote for those who can read it now.
posts-publish = Publish
posts-save = Save
posts-save-anyway = Save it as it is
posts-back = Back to the post
posts-write = Write

posts-title = A post by { $name }
posts-of = post by { $name }
posts-of-person = Posts by { $name }
posts-open = open the post
posts-edited = edited
posts-held = only you see it: it waits for a moderator, or one took it away
posts-out = taken out of the group: only you see it
posts-out-appeal = Read the decision, or appeal
posts-why = Why you see it
posts-reply = Answer
posts-thank = Thank privately
posts-thanks-back = Take the thanks back
posts-aside = Set aside
posts-network = From your network
posts-mine = My posts
posts-mine-lead = Everything you wrote, newest first.
posts-none = Nothing yet.
posts-older = Earlier ones

posts-own = Your post
posts-no-thanks = If somebody thanks you, you see it here. Only you.
posts-thanked-by = Thanks from:
posts-thanked-before = for the words before
posts-thanks-private = Only you see this: we tell others neither who nor how many.
posts-edit = Edit
posts-delete = Delete the post
posts-delete-why = It goes, together with its answers and pictures. Nothing is kept.
posts-delete-do = Delete

posts-comments = Answers
posts-no-comments = No answers yet.
posts-comments-more = The next answers
posts-comment = Your answer
posts-comment-hint = Whoever can read this page reads it. { $limit } characters at most.
posts-comment-send = Answer
posts-comment-more = More
posts-comment-remove = Remove this answer
posts-you = You

posts-history = The words before
posts-history-lead = Each time a post changes, the words and pictures before stay here for those who could see them.
posts-edition = Since { $when }
posts-edition-now = Now (since { $when })

exclusion-title = Take it out of the group
exclusion-link = take out
exclusion-lead = Nobody but its author sees it any more. Its author reads why, and can appeal to the moderators of this network.
exclusion-back = Back
exclusion-reason = Why
exclusion-reason-hint = Its author reads this; { $limit } characters at most.
exclusion-who-sees = Its author is not told that it was you. The moderators of this network see it in their log; nobody else learns why.
exclusion-send = Take it out

done-taken-out = Taken out of the group. Its author has been told why.
done-posted = Published.
done-post-held = Your post waits for a moderator to let it go. Until then only you see it.
done-post-changed = The post is changed.
done-post-deleted = The post is gone.
done-post-thanked = Thanks sent, in private.
done-thanks-taken-back = Thanks taken back.
done-post-aside = Set aside: it does not come back to your list.
done-post-back = It is back in your list.
done-commented = Answer published.
done-comment-held = Your answer waits for a moderator to let it go. Until then only you see it.
done-comment-removed = The answer is gone.

feed-since-yesterday = From your network, since yesterday
feed-since = What people you know wrote, from yesterday to today. Then it ends.
feed-day = What people you know wrote on { $day }.
feed-nothing = Nothing new since yesterday.
feed-more = { $count ->
    [1] One more
   *[other] The other { WORDS($count) }
}
feed-end = That is all since yesterday
feed-day-end = That is all for that day
feed-days = The past days
feed-today = Since yesterday
feed-settings = What I see and what I do not
feed-settings-lead = These choices are yours: nobody else sees them, and they change nothing of what others see.
feed-order = In which order
feed-order-weighed = What concerns me first
feed-order-weighed-why = people you know before those further away, then what you offer and topics you follow, with what others ask about them, then the time; at most two in a row by one person
feed-order-newest = Newest first
feed-order-newest-why = only the time counts
feed-folds = What I fold
feed-folds-why = Folded posts stay there: you always see how many, whose and why.

# Who wrote it, and about what.
feed-why = { $who ->
    [tied] You know { $name }
    [two] { $name } is two steps from you
    [group] { $name } wrote it in your group “{ $group }”
   *[far] { $name } wrote it for everybody here
}{ $what ->
    [offers] , and you offer something about “{ $topic }”.
    [follows] , and you follow the topic “{ $topic }”.
   *[none] .
}

feed-folded = { $posts } { $kinds }
feed-folded-count = { $count ->
    [1] 1 post folded:
   *[other] { $count } posts folded:
}
feed-kind-count = { $kind } ({ $count })
feed-open = Open anyway
feed-not-noise = This is not noise
feed-open-person = Never fold their posts

feed-kind-motivational = motivational saying
feed-kind-greeting = good-morning greeting
feed-kind-riddle = riddle
feed-kind-bait = engagement bait
feed-kind-kitten = kittens and sunsets
feed-kind-chain = chain letter
feed-kind-applause = applause for everything
feed-kind-humblebrag = humble boast
feed-kind-hype = announcement of an announcement
feed-kind-repeated_picture = picture seen before
feed-kind-repeated_text = text seen before
feed-kind-same_author = more than two in a row by one person

feed-reason-asks_for_reactions = it asks for a word, a sign or a name in answer
feed-reason-asks_to_pass_on = it asks to be copied or passed on
feed-reason-greets = it begins with a greeting or a wish
feed-reason-sets_puzzle = it sets a puzzle or a sum
feed-reason-nothing_concrete = there is no number, place, date or link in it
feed-reason-loud = it has many exclamation marks or emoji
feed-reason-reads_like = it reads like others of its kind
feed-reason-same_picture = the same picture was here before
feed-reason-same_text = nearly the same text was here before
feed-reason-same_author = much by one person today: the others are here

posts-day_malformed = Past days go from 2 to 14.
posts-order_malformed = Choose “weighed” or “newest”.
posts-noise_malformed = One of these kinds of noise does not exist.

done-feed-chosen = Done: it is like this from now on.
done-not-noise = All right: this one stays open, and we will be more careful with others like it.
done-noise-after-all = All right: it is folded again.
done-person-open = Done: their posts always stay open.
done-person-folded = Done: their posts follow everybody’s rule.

posts-atom = Feed (Atom)
posts-write-in-group = Write in the group
posts-group-talk = Conversation
posts-group-talk-open = Open the conversation
posts-group-talk-back = Back into the conversation
posts-leave-group = Leave the group
posts-group-ask = Ask to come in
posts-group-unask = Stop asking
posts-group-asking = You asked to come in.
posts-group-enter = Join the group
posts-in-group = In the group
posts-asks-in-group = Who asks and who offers
posts-no-asks-in-group = Nothing yet.
posts-hang-ask = Pin here what you ask or offer
posts-hang-ask-hint = Only people who can see it on the board anyway see it.
posts-hang-ask-do = Pin it
posts-hung-own = What you have pinned here
posts-hung-others = What others pinned here
posts-take-down = Take it down
posts-group-decline = Decline the invitation
posts-for-group-outside = The group { $name } (also read from outside)
posts-group-closed = What is written here is read only by those in it.
posts-for-group-named = The group { $name }

done-ask-hung = Pinned in the group.
done-ask-taken-down = Taken down.

posts-noise-told = Many would find it folded:
posts-noise-told-why = You can add something of your own, or publish it as it is. Folded does not mean hidden: one tap opens it.
posts-publish-anyway = Publish it as it is

posts-about = What has been written about it
feed-outside = Read from outside
feed-outside-do = What I write for everybody can be read from outside too
feed-outside-why = with a feed reader (Atom), from now on; what you wrote before stays here
feed-kept-open = What stays open
feed-kept-people = Whose posts I never fold
feed-kept-posts = What I called no noise
feed-fold-again = Fold it like the rest
posts-open_too_many = You already keep open the posts of { $limit } people. Fold somebody’s again, then come back.
