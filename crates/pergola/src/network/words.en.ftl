# The network: how far, through whose hands, who else.

paths-title = How to get there
paths-how = How to get there
paths-label = Path from you to { $name }
paths-you = You
paths-direct = You know each other: { $name } is a connection of yours.
paths-warmest = The warmest path goes through { $name }, who agrees to appear between two people.
paths-weak = the lightest step
paths-none = No known path yet
paths-none-why = There is nobody yet between you and { $name } whom we may name. The next meeting can change that.
paths-others = Other paths
paths-then = then
paths-step = { $from } and { $to }
paths-own-step = You and { $to }
paths-asking = What happens if you ask
paths-asking-one = If you ask, { $through } reads your reason and decides. Then { $name } gets a private question: yes, not now, or no. A no reaches nobody as a no.
paths-asking-two = If you ask, { $through } reads your reason and decides whether to pass it on to { $next }, who decides in turn. Then { $name } gets a private question: yes, not now, or no. A no reaches nobody as a no.
paths-private = Only people who agreed to it appear on paths. How close you feel to somebody changes only what you see.
paths-common = In common with { $name }
paths-in-common = In common
paths-mutuals = People you both know
paths-no-mutuals = Nobody whom we may name.
mutuals-head = People whom you and { $name } both know
mutuals-count = { $count ->
    [1] One person whom we may name.
   *[other] { FIRST($count) } people whom we may name, those you feel closest to first.
}
mutuals-all = See all { WORDS($count) }
mutuals-pages = Pages of people you both know
steps-away = { $steps ->
    [0] this is you
    [1] a connection of yours
   *[other] { $steps } steps from you
}
steps-unknown = more than four steps away, or no known path
tie-strong = strong tie
tie-good = good tie
tie-light = light tie
evidence-worked-at = together at { $name } ({ $years })
evidence-worked-undated = together at { $name }
evidence-studied-at = together at school, { $name } ({ $years })
evidence-studied-undated = together at school, { $name }
evidence-met-at = met at { $name }
evidence-met-worked = worked together
evidence-met-worked-you = you worked together
evidence-met-studied = studied together
evidence-met-studied-you = you studied together
evidence-met-event = met at an event
evidence-met-introduced = introduced by somebody
evidence-introduced-by = introduced by { $name }
evidence-introduced-by-you = introduced by you
evidence-met-online = met online
evidence-since = connected since { $year }
evidence-year = { $year }
evidence-years = { $from }–{ $to }
evidence-since-year = since { $year }
suggestions-title = People you may know
suggestions-lead = { $count ->
    [1] One person, and that is all.
   *[other] { FIRST($count) } people, and that is all.
}
suggestions-none = Nobody for now. They come with connections, and with the work and studies that your profile tells of.
suggestions-invite = Invite
suggestions-dismiss = Not this person
suggestions-end = Done
suggestions-end-why = Anybody you pass over three times steps back on their own. We tell nobody that you saw them.
done-suggestion-dismissed = All right, it will not come back.
why = Why
reason-mutuals = { $more ->
    [0] you both know { $name }
    [1] you both know { $name } and one more person
   *[other] you both know { $name } and { $more } more people
}
reason-worked = you worked at { $name } in the same years ({ $years })
reason-worked-undated = you worked at { $name } in the same years
reason-studied = you studied at { $name } in the same years ({ $years })
reason-studied-undated = you studied at { $name } in the same years
reason-organisation = you both passed through { $name }
reason-place = you both live in { $name }
reason-skill = you both work with { $name }
reason-group = you are both in the group { $name }
reason-topic = you both speak of { $name }
reason-answered-theirs = you answered something this person asked
reason-answered-yours = this person answered something you asked
reason-answered-both = you have answered each other’s asks
reason-near = people around you lead to people around this person
network-limit_malformed = limit goes from 1 to 5.
network-too_many_handles = 100 usernames at a time at most.
network-degree_malformed = degree goes from 1 to 3.
