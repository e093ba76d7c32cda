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
ties-nothing_to_confirm = You both tell the same already.
ties-blocks_oneself = You cannot block yourself.
ties-no_tokens_left = Your { $tokens } tokens for people you do not know are all out. The next one comes back { $days ->
    [1] by tomorrow
   *[other] within { $days } days
}, or as soon as somebody accepts.
ties-too_many_today = You have sent { $limit } invitations in a day: that is enough for today.
