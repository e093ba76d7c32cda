# Meetings: proposing, answering, telling.

meetings-oneself = You meet yourself every day already.
meetings-not_in_touch = You can propose to meet your connections, and people you were introduced to. You can send an invitation first.
meetings-kind_unknown = Choose: a coffee, a call or a walk.
meetings-times_missing = Propose at least one time.
meetings-too_many_times = There are { $limit } times at most.
meetings-time_malformed = This day or hour cannot be read: write it like 2026-05-04T10:00.
meetings-time_twice = The same time is there twice.
meetings-zone_unknown = There is no such time zone. Write it like Europe/Rome.
meetings-hour_skipped = Clocks skip this hour that night: choose another.
meetings-hour_repeated = Clocks show this hour twice that night: choose another.
meetings-in_the_past = This time has already passed.
meetings-too_far_ahead = You can propose for the next { $days } days at most.
meetings-minutes_out_of_range = It takes from { $least } to { $most } minutes.
meetings-place_missing = Write a place, or the link of a video call.
meetings-place_too_long = The place takes { $limit } characters at most.
meetings-link_malformed = The link must be a web address, like https://…
meetings-link_too_long = The link can have { $limit } characters at most.
meetings-words_too_long = This takes { $limit } characters at most.
meetings-already_waiting = A proposal between you is waiting for an answer already.
meetings-too_many_waiting = You have { $limit } proposals waiting: let somebody answer, or take one back.
meetings-too_many_today = You proposed { $limit } meetings in a day: enough for today.
meetings-not_your_turn = Now it is the other person’s turn to answer.
meetings-slot_missing = Choose one of the times.
meetings-time_gone = This time is no longer one of those proposed. The present ones are below.
meetings-time_past = This time has begun: pick another, or propose some.
meetings-already_agreed = The time is settled already.
meetings-not_agreed = No time is settled yet.
meetings-no_longer_open = This meeting waits for nothing any more.
meetings-not_over_yet = You have not met yet: tell afterwards.
meetings-good_unknown = Say how it went: good, so-so, or that you did not meet.
meetings-next_unknown = Choose what comes next from the list.
meetings-already_told = You have told this already.

notice-meeting_proposed = { $name } would like to meet you
notice-meeting_moved = { $name } proposes other times
notice-meeting_agreed = You and { $name } have a time to meet
notice-meeting_elsewhere = { $name } changed the place where you meet
notice-meeting_declined = Not this time with { $name }
notice-meeting_cancelled = The meeting with { $name } is off
notice-meeting_held = How was it with { $name }?
inbox-meet = would like to meet you
inbox-meet-act = Pick a time

meet-link-word = Let’s meet
meet-title = Let’s meet, { $name }
meet-lead = Propose up to three times. { $name } picks one, proposes others, or says no with no strings attached.
meet-kind = What
meet-kind-coffee = A coffee
meet-kind-call = A call
meet-kind-walk = A walk
meet-times = When
meet-times-hint = One is enough; three leave a choice.
meet-time-1 = First time
meet-time-2 = Second time
meet-time-3 = Third time
meet-zone = Time zone
meet-zone-hint = The times above are of this place.
meet-minutes = How long
meet-minutes-of = { $minutes } minutes
meet-place = Where
meet-place-hint = A café, a square, an office. For a call it may stay empty.
meet-places = You: { $mine }. { $name }: { $theirs }.
meet-between = { $town } lies in between.
meet-link = Link of the video call
meet-link-hint = If you do not meet in person.
meet-words = A line or two for { $name }, if you like
meet-who-sees = Only { $name } sees it.
meet-send = Propose to { $name }
meet-leave = Leave it

meetings-title = Meetings
meetings-lead = { $mine ->
    [0] { $coming ->
        [0] Nothing planned.
        [1] One meeting planned.
       *[other] { FIRST($coming) } meetings planned.
    }
    [1] One proposal waits for your answer.
   *[other] { FIRST($mine) } proposals wait for your answer.
}
meetings-tabs = Meeting up
meetings-mine = They wait for you
meetings-untold = How was it?
meetings-coming = Planned
meetings-theirs = You wait for an answer
meetings-past = Past
meetings-older = Older
meetings-none = Here are the coffees, calls and walks that you propose to each other. It begins on a person’s page, with “Let’s meet”.
meetings-none-do = Your people
meeting-with-coffee = Coffee with { $name }
meeting-with-call = Call with { $name }
meeting-with-walk = Walk with { $name }
meeting-asks-you = { $name } waits for you to pick a time.
meeting-waits = { $name } has yet to answer.
meeting-is-agreed = The time is settled.
meeting-was-held = You met.
meeting-they-declined = It does not work for { $name } this time.
meeting-you-declined = You said that it does not work this time.
meeting-withdrawn = The proposal was taken back.
meeting-they-cancelled = { $name } cannot make it: the meeting is off.
meeting-you-cancelled = You said that it is off.
meeting-expired = The times went by without an answer.
meeting-here = around here: { $hour }
meeting-gone-by = gone by
meeting-my-words = You wrote this.
meeting-their-words = { $name } wrote this.
meeting-which = Which one suits you?
meeting-pick = This one suits me
meeting-to-calendar = Put it in the calendar
meeting-out-of-calendar = Take it out of the calendar
meeting-other-times = Propose other times
meeting-move = Move to another time
meeting-send-times = Send these times
meeting-elsewhere = Change the place
meeting-elsewhere-do = Let’s meet here
meeting-call-off = Call it off
meeting-call-off-why = We tell { $name }.
meeting-not-now = Not this time
meeting-kind-line = A line for { $name }, if you like
meeting-decline = Not this time, thank you
meeting-withdraw = Take the proposal back
meeting-how = How was it?
meeting-how-why = Only you read it. We do not tell { $name }.
meeting-good = Was it a good meeting?
meeting-good-yes = Yes
meeting-good-so_so = So-so
meeting-good-missed = We did not meet
meeting-next = What next?
meeting-next-again = I would like to meet again
meeting-next-introduce = I would like to introduce somebody
meeting-next-write = I have something to write
meeting-next-nothing = Nothing for now
meeting-own-words = A line or two for your story
meeting-tell = Save in my story
meeting-you-told = How it was
meeting-only-you = Only you see it
meeting-your-story = Your story with { $name }
done-meeting-proposed = The proposal is on its way.
done-meeting-agreed = Settled. It is in your mail too, for the calendar.
done-meeting-moved = The new times are on their way.
done-meeting-declined = Your answer is sent, kindly.
done-meeting-off = Called off.
done-meeting-elsewhere = The place has changed.
done-meeting-told = It is in your story.

letter-meeting-agreed-subject = { $what }: { $when }
letter-meeting-agreed-text = { $what }: { $when } ({ $zone } time).
    { $place }

    The invitation for your calendar is attached. Everything else is here:
    { $link }
letter-meeting-changed-subject = Changed: { $what }, { $when }
letter-meeting-changed-text = Something changed. { $what }: { $when } ({ $zone } time).
    { $place }

    The attachment updates your calendar. Everything else is here:
    { $link }
letter-meeting-off-subject = Off: { $what }
letter-meeting-off-text = It is off: { $what }, { $when } ({ $zone } time), { $place }.

    The attachment takes it out of your calendar. The page stays here:
    { $link }
