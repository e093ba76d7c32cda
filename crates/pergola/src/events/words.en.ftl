# Events: holding one, coming, whom to meet.

events-title_missing = Give the event a title.
events-title_too_long = The title can have { $limit } characters at most.
events-text_too_long = The description can have { $limit } characters at most.
events-time_malformed = Write when it begins and when it ends, like 2026-05-04T18:00.
events-zone_unknown = There is no such time zone. Write it like Europe/Rome.
events-hour_skipped = Clocks skip this hour that night: choose another.
events-hour_repeated = Clocks show this hour twice that night: choose another.
events-in_the_past = This beginning has already passed.
events-too_far_ahead = An event takes place within the next { $days } days.
events-ends_before_it_begins = The end comes before the beginning: check the two times.
events-lasts_too_long = An event lasts { $days } days at most.
events-place_missing = Write a place, or a link for those who follow from elsewhere.
events-place_too_long = The place takes { $limit } characters at most.
events-link_malformed = The link must be a web address, like https://…
events-link_too_long = The link can have { $limit } characters at most.
events-capacity_out_of_range = There can be 1 to { $limit } places; leave it empty if there is room for whoever comes.
events-audience_unknown = Choose who may see the event.
events-organisation_unknown = There is no such organisation.
events-not_speaking = Only those who speak for this organisation may hold an event in its name. You can hold it for yourself.
events-speaks_no_more = You speak for this organisation no more: what is held in its name stays as you said it. You can call it off.
events-group_unknown = You can hold an event for a group that you are in.
events-held_for_two = An event is held for an organisation or for a group: choose one.
events-group_missing = To show it to a group, choose for which group you hold it.
events-group_hidden = A hidden group is known only to those in it: show the event to the group.
events-too_many_open = You have { $limit } events still to come already.
events-shown_unknown = Choose who may know that you are coming.
events-cancelled = This event is off.
events-over = This event is over.
events-not_coming = You were not among those who come.
events-holds_it = You are holding this event: you are there already.

notice-event_place = A place came free at the event of { $name }: it is yours
notice-event_changed = Something changed in the event of { $name }
notice-event_commented = { $name } answered below your event
notice-event_cancelled = The event of { $name } is off

events-title = Events
events-lead = { $count ->
    [0] No events for now. You can hold one.
    [1] One event. Then that is all.
   *[other] { FIRST($count) } events. Then that is all.
}
events-go = { $count ->
    [1] { $first } is going.
    [2] { $first } and { $second } are going.
    [3] { $first }, { $second } and { $third } are going.
   *[other] { $first }, { $second }, { $third } and others are going.
}
events-new = Hold an event
events-end = That is all for now
events-end-why = Only the events that you may see.
events-yours = Getting together
events-yours-why = A table, two hours, the right people: it takes little.
events-in-calendar = The events you go to can be in your calendar by themselves.
events-of-theirs = Their events
events-mine = Yours
events-others = Around you
events-held = only you see it: it waits for a moderator, or one took it away
events-held-by = by { $name }
events-held-for = by { $name }, for { $organisation }
events-state-hosting = you hold it
events-state-coming = you are going
events-state-waiting = you are waiting for a place
events-when = When and where
events-what = What it is about
events-places = { $count ->
    [1] one place
   *[other] { $count } places
}
events-full = There are no places left. You can wait: one that comes free goes to whoever waits longest.
events-you-wait = You are waiting for a place. If one comes free it is yours, and we tell you.
events-you-come = You are in.
events-is-off = It is off.
events-who-reads = Who may know that you are coming
events-who-reads-hint = { $name } knows anyway, to get the places ready.
events-shown-ties = My connections
events-shown-attendees = My connections, and those who come
events-shown-nobody = Nobody else
events-come = I am coming
events-wait = I will wait for a place
events-keep = Save the choice
events-leave = I am not coming after all
events-sign-in = Sign in to come
events-edit = Edit the event
events-badges = Badges
events-badges-title = Badges: { $event }
events-badges-lead = { $count ->
    [1] One badge, to print.
   *[other] { $count } badges, to print.
}
events-worth = Whom you could meet
events-worth-why = Among those who are coming and let you know it.
events-why-asks = asks for what you offer: { $topics }
events-why-offers = offers what you ask for: { $topics }
events-cancel = Call it off
events-cancel-why = We tell those who are coming and those who are waiting.
events-people = The people
events-host = Held by
events-who-comes = Who is coming
events-nobody-shown = Nobody you may see, for now.
events-who-comes-why = Each decides who may know: that is why there is no number.
events-your-tie = one of your connections
events-more = { $count ->
    [1] and one more person
   *[other] and { $count } more people
}
events-who-waits = Who is waiting for a place
events-new-lead = A title, a beginning and an end, a place or a link. The rest if it helps.
events-name = Title
events-starts = Begins
events-ends = Ends
events-link-later = From elsewhere too: the link comes with the place
events-link = Link, for those who follow from elsewhere
events-capacity = Places
events-capacity-hint = Leave it empty if there is room for whoever comes.
events-who-sees = Who may see it
events-for-ties = My connections
events-for-two_steps = Up to two steps
events-for-group = Those who read in the group
events-for-everybody = All members
events-for-web = Anybody, even without signing in
events-for-whom = On whose behalf
events-for-myself = For myself
events-save = Save the changes
events-put = Publish the event
events-feed-title = Events, { $server }
done-event-held = It waits for a moderator to let it go. Until then only you see it.
done-event-posted = The event is published.
done-event-changed = The event has changed.
done-event-coming = You are in.
done-event-waiting = You are waiting for a place.
done-event-left = Taken off your events.
done-event-off = The event is off: those who were coming have been told.
