# Searching: the box, the filters, what was found, and why nothing.

search-title = Search
search-in = Search the network
search-what = What are you looking for
search-hint = People, asks, offers, jobs, posts, groups, events, organisations; and your own cards and notes, which only you see. What you look for is written down nowhere.
search-lead = Write a name, a trade, a place: you will see how far away each person is and who could take you there.
search-narrow = Narrow
search-narrowed = Narrow: { $filters }
search-narrow-results = Narrow the results
search-apply = Apply
search-distance = How many steps from you
search-distance-1 = Whom you know
search-distance-2 = Whom they know
search-distance-3 = Three steps
search-distance-4 = Everybody else
search-distance-beyond = Everybody else
search-kind = What
search-kind-person = People
search-kind-knows = Who knows about it
search-kind-ask = Asking
search-kind-offer = Offering
search-kind-job = Jobs
search-kind-post = Posts
search-kind-group = Groups
search-kind-event = Events
search-kind-organisation = Organisations
search-kind-contact = Your cards
search-kind-note = Your notes
search-kind-one-ask = asks
search-kind-one-offer = offers
search-kind-one-job = job
search-kind-one-post = post
search-kind-one-group = group
search-kind-one-event = event
search-kind-one-organisation = organisation
search-kind-one-contact = your card
search-kind-one-note = your note
search-organisation = Works there now
search-once = Has worked there
search-school = Studied at
search-topic = Topic
search-language = Language
search-near = Near
search-place = A place
search-places = Where the results are
search-anywhere = Anywhere
search-within = Within
search-only-there = only there
search-asks = Who asks
search-open-asks = Has an open ask
search-at = { $place }
search-around = { $place }, within { $km } km
search-results = { $count ->
    [0] Nothing to show
    [1] One result
   *[other] { $said } results
}
search-people = { $count ->
    [0] Nobody to show
    [1] One person
   *[other] { $said } people
}
search-by-nearness = Nearest first: the people you can reach in a few steps.
search-by-match = Best match first.
search-to-match = Put the best match first
search-to-nearness = Put the nearest first
search-begun = Nobody has exactly these words: here are words that begin the same way.
search-similar = Nobody has exactly these words: here are words written almost the same way.
search-some = Nobody has all these words together: here are those who have some of them.
search-notes-too = This also searches your own notes, which only you see.
search-held = Active filters
search-let-go = , remove this filter
search-who-knows = { $count ->
    [1] One person in the network knows about it: see who and why
   *[other] { $count } people in the network know about it: see who and why
}
search-nothing = Nothing that you may see has these words. It does not mean that nobody knows: perhaps they did not write it, or wrote it for others.
search-without-filters = Look for the same words without filters
search-ask-instead = Ask your network
search-only-you = only you see it
search-you = You
search-ask-introduction = Ask for an introduction
search-pages = Pages
search-from-to = { $from }–{ $to } of { $count }
search-before = Those before
search-after = Those after
search-end = That is all.
search-said-person = In the profile: “{ $text }”
search-said-ask = Asks: “{ $text }”
search-said-offer = Offers: “{ $text }”
search-said-post = Wrote: “{ $text }”
search-said-answered = Answered your ask: “{ $text }”
search-said-note = You noted: “{ $text }”
search-words_missing = Write what you look for, or choose a filter.
search-words_too_long = It is too long: the words that matter are enough, { $limit } characters at most.
search-too_many_words = That is too many words: { $limit } at most. Choose those that matter.
search-only_small_words = These words would find everything: add one that says what it is about.
search-kind_unknown = There is no such kind of result.
search-distance_unknown = The distance is 1, 2, 3 or beyond.
search-sort_unknown = The order is by nearness or by match.
search-place_unknown = We do not know where this place is: try the nearest city.
search-place_too_long = The place is too long: { $limit } characters at most.
search-radius_malformed = The distance from the place is a number of kilometres, { $limit } at most.
search-organisation_unknown = There is no such organisation.
search-too_many_values = That is too many choices at once: { $limit } for each filter at most.
