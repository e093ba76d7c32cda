# Connections: asking, answering, ending.

ties-oneself = You are already connected to yourself.
ties-already_tied = You are already connected.
ties-already_asked = You have asked already: the invitation is waiting. You can withdraw it.
ties-they_asked_you = They have asked you already: their invitation is in your inbox, just accept it.
ties-met_kind_unknown = Choose how you met.
ties-met_text_too_long = How you met fits in { $limit } characters at most.
ties-met_organisation_too_long = The name of the place can have { $limit } characters at most.
ties-met_month_malformed = Write the month like this: 2019-03, or just the year: 2019.
ties-met_upside_down = The end comes before the beginning: check the two months.
ties-met_in_the_future = This month is still to come.
ties-message_too_long = The message can have { $limit } characters at most.
ties-already_answered = This invitation has been answered already.
ties-no_longer_open = This invitation is not waiting for an answer any more.
ties-nothing_to_confirm = You both tell the same story already.
ties-blocks_oneself = You cannot block yourself.
ties-no_tokens_left = Your { $tokens } tokens for people you do not know are all out. The next one comes back { $days ->
    [1] by tomorrow
   *[other] within { $days } days
}, or as soon as somebody accepts.
ties-too_many_today = You have sent { $limit } invitations in a day: that is enough for today.
ties-box_unknown = box is in or out.
met-worked = you worked together
met-studied = you studied together
met-event = at an event
met-introduced = somebody introduced you
met-online = online
met-other = in another way
ask-title = An invitation
ask-head = Invite { $name }
ask-lead = Tell { $name } how you met: they can confirm or correct it.
ask-how = How you met
ask-choose = Choose
ask-where = Where
ask-when = Since when
ask-when-hint = For example 2019-03, or just 2019.
ask-words = In your own words
ask-message = Two lines for { $name }, if you like
ask-who-sees = Only { $name } reads it. If they would rather not, we do not tell you, and nothing changes for you.
ask-costs = You have nothing in common with this person yet: the invitation takes one of your tokens. { $left ->
    [1] One is left
   *[other] { $left } are left
}; this one comes back as soon as { $name } accepts, and otherwise after { $days } days, whatever the answer.
ask-send = Send the invitation
ask-leave = Leave it
done-asked = The invitation is on its way.
done-asked-held = The invitation is on its way. The words you wrote wait for a moderator to let them go; until then only you see them.
waiting-words-held = your words wait for a moderator: only you see them
waiting-title = Invitations
waiting-lead = { $count ->
    [0] Nobody waits for your answer.
    [1] One person waits for your answer.
   *[other] { FIRST($count) } people wait for your answer.
}
waiting-in = They wait for you
waiting-met = Says how you met:
waiting-yes = Accept
waiting-no = No, thank you
waiting-no-why = A no reaches nobody.
waiting-correct = It was not quite like that
waiting-yes-corrected = Accept with my version
waiting-out = You invited
waiting-withdraw = Withdraw
done-tied = You are connected now, each in the other’s garden.
done-refused = All right. We tell nobody.
done-withdrawn = The invitation is withdrawn.
done-met-confirmed = You tell the same story now.
ties-of-title = Whom they know
ties-of-head = Whom { $name } knows
ties-of-count = { $count ->
    [0] Nobody whom we can show you.
    [1] One person.
   *[other] { $count } people.
}
ties-of-hidden = { $name } does not show connections.
ties-of-pages = Pages
farewell-title = Removing a connection
farewell-head = Remove the connection with { $name }
farewell-lead = Your notes and your history stay with you, on a private card. { $name } gets no notice, and keeps their own notes too.
farewell-do = Remove the connection
done-untied = The connection is gone.
block-title = Blocking
block-head = Block { $name }
block-lead = You and { $name } will not exist for each other any more: no pages, searches, paths, invitations. The connection ends and does not come back, even when the block is lifted.
block-keep = Keep my notes on a private card
block-keep-hint = Otherwise they are deleted.
block-do = Block
done-blocked = Done. It holds at once, everywhere.
blocks-title = Blocked people
blocks-none = Nobody.
blocks-lead = Only you see this list.
blocks-lift = Lift the block
done-unblocked = The block is lifted. Nothing else came back.
