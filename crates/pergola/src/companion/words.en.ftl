# Toto, and who goes beside newcomers.

step-toto = Toto, by your side
step-minutes = { $minutes ->
    [1] about a minute
   *[other] about { $minutes } minutes
}
step-not-today = Not today
step-done = Done
step-source = Where this advice comes from
step-rest = Toto has nothing more to ask of you today.
step-another = One more step, please
step-seen-only_you = only you see it
step-seen-the_person = only the person you write to sees it
step-seen-each_asked = each person you ask sees only what you write to them
step-seen-when_all_said_yes = nobody sees your answer until everyone has said yes
step-seen-on_the_path = if you pass it on, those it goes to read your words
step-seen-who_helped = whoever introduced you sees it; if you give thanks, those who passed your request on do too
step-seen-whom_you_choose = those whom you choose see it
done-step-done = Good. Toto remembers, and nobody else.
done-step-postponed = All right. Another day, then.
companion-step_over = You have answered this step already, or its time is over.
companion-no_offer = This proposal is no longer there. It happens: see whether there is another.
companion-enough_newcomers = You go beside { $most } people already, which is the most: that leaves time for each.
companion-too_new = You can go beside newcomers once you have been here for at least { $days } days.
godparents-title = Godparents
godparents-lead = A person of flesh and blood beside those who are new: a few words in the first days, nothing more.
godparents-offered = Could come along with you
godparents-common = { $place ->
    [1] you live in the same place
   *[other] you speak the same language
}{ $organisations ->
    [0] {""}
    [1] , have worked at the same place
   *[other] , have worked at { $organisations } of the same places
}{ $skills ->
    [0] .
    [1] , and both know about one same thing.
   *[other] , and both know about { $skills } of the same things.
}
godparents-both = Both of you may decline, without a word. If there is no answer within a week you can ask somebody else.
godparents-ask = Ask them to come along
godparents-pass = I would rather not
godparents-standing = Who goes beside whom
godparents-with-you = goes beside you
godparents-you-asked = you asked them to come along; they have a week to answer
godparents-you-go = you go beside this person
godparents-asks-you = asks you to come along
godparents-yes = With pleasure
godparents-no = Not now
godparents-end = End it here
godparents-me = And you?
godparents-me-yes = Newcomers who have something in common with you may see your name here. You go with two people at most.
godparents-me-no = If you have been here for a month you can go beside newcomers. Only new people who have something in common with you see your name.
godparents-start = I am happy to
godparents-stop = Not any more
done-godparent-willing = Thank you. We tell you when somebody asks you to come along.
done-godparent-unwilling = All right. Whom you go with already stays with you.
done-godparent-asked = The question is on its way. Only this person sees it.
done-godparent-yes = Now you can write to each other. Have a good walk.
done-godparent-no = All right. Nobody will know.
done-godparent-over = Done.
step-question-title = A private question waits for your answer
step-question-why = somebody thinks that you and another person could be useful to each other. Nobody sees a no.
step-question-act = Read the question
step-question-source = From introductions in which somebody named you.
step-answer-title = { $count ->
    [1] One person waits for your answer
   *[other] { FIRST($count) } people wait for your answer
}
step-answer-why = they wrote how you met. A no is an answer too, and nobody sees it.
step-answer-act = Read the invitations
step-answer-source = From invitations that you got and have not answered yet.
step-request-title = Somebody asks to be introduced by you
step-request-why = they would like to reach a person you know. You may pass it on, or not: all they see is whether there is a way.
step-request-act = Read the request
step-request-source = From requests that pass through you.
step-godparent_answer-title = { $name } is new here and asks you to come along
step-godparent_answer-why = you have something in common. A few words now and then are enough; a no is not seen.
step-godparent_answer-act = Read who it is
step-godparent_answer-source = From your offer to go beside newcomers.
step-message-title = { $name } wrote to you and waits for a few lines
step-message-why = the last word in your conversation has been theirs for a few days.
step-message-act = Open the conversation
step-message-source = From the dates in your inbox. Toto does not read messages.
step-import-title = Bring the people you know already
step-import-why = your network does not begin today. If you have a LinkedIn archive or an address book, we read it together; we write to nobody.
step-import-act = Bring an archive
step-import-source = Your garden is empty. Toto only looks at how many people are in it.
step-five-title = Choose five people who matter to you
step-five-why = saying why somebody matters helps you remember it. The rest can wait.
step-five-act = Choose the first five
step-five-source = There are people in your garden, and nobody has a place yet.
step-first_offer-title = Tell one thing that you can do for others
step-first_offer-why = a network stands on those who give first. One sentence is enough: an hour, a piece of advice, a tool, somebody to call.
step-first_offer-act = Write your first offer
step-first_offer-source = You have offered nothing here yet.
step-first_introduction-title = You can already put two people in touch
step-first_introduction-why = one asks, the other offers, and you know both. We ask each of them first, in private.
step-first_introduction-act = See who
step-first_introduction-source = From the asks and offers of people you know.
step-first_ask-title = Ask for one thing that you could use
step-first_ask-why = you have offered already: now those who want to help must know how. You decide who reads it.
step-first_ask-act = Write your first ask
step-first_ask-source = You have asked for nothing here yet.
step-godparent-title = { $name } can come along with you at the beginning
step-godparent-why = you have something in common, and they volunteered for newcomers. Both of you may decline.
step-godparent-act = See what you share
step-godparent-source = From people who go beside newcomers, and from what you both show.
step-outcome-title = How did it go with the person you were introduced to?
step-outcome-why = whoever puts two people in touch is glad to hear how it went. One line is enough.
step-outcome-act = Tell how it went
step-outcome-source = From an introduction two weeks ago.
step-introduce-title = You could introduce two people
step-introduce-why = one asks, the other offers, and you know both. We ask each of them first, in private.
step-introduce-act = See who
step-introduce-source = From the asks and offers of people you know.
step-answer_ask-title = Somebody in your network asks for what you offer
step-answer_ask-why = what is needed looks like an offer of yours. An answer costs little and is worth much.
step-answer_ask-act = Read the ask
step-answer_ask-source = From your offers and the asks that you may see.
step-greet-title = Ask { $name } how it is going
step-greet-why = you go beside this person, and have not been in touch for a week.
step-greet-act = Write a few lines
step-greet-source = From people whom you go beside and the last time you were in touch.
step-tend-title = Get in touch with { $name }
step-tend-why = you chose how often you want to hear from each other, and the time has passed. Two lines are enough.
step-tend-act = Open their page
step-tend-source = From the rhythm you chose and the last time you were in touch. Toto does not read your messages.
step-reawaken-title = Pick up the thread with { $name }
step-reawaken-why = you have not been in touch for years. People who meet again after a long time often have more to tell than those who meet every day.
step-reawaken-act = Open their page
step-reawaken-source = From people known for three years and silent as long.
step-follow_up-title = Ask how an introduction of yours went
step-follow_up-why = you put two people in touch a month ago and nobody has told how it went.
step-follow_up-act = Open the introduction
step-follow_up-source = From introductions that you made.
step-renew-title = An offer of yours has gone to rest
step-renew-why = if it still holds, one tap renews it.
step-renew-act = See the offer
step-renew-source = From the date of your offer.
step-close_ask-title = What came of your ask?
step-close_ask-why = its time is over. If somebody helped, this is the moment to thank them.
step-close_ask-act = Close the ask
step-close_ask-source = From the date of your ask.
step-proposals-title = Your archive has something for your profile
step-proposals-why = { $count ->
    [1] one offer waits. You decide whether to take it.
   *[other] { $count } offers wait. You decide which to take.
}
step-proposals-act = See the offers
step-proposals-source = From the last file that you brought here.
step-confirm_met-title = You and { $name } tell different stories of how you met
step-confirm_met-why = when both stories agree, a path through you is easier to understand.
step-confirm_met-act = See both stories
step-confirm_met-source = From how each of you told it.
step-plant-title = { $count ->
    [1] One person waits for a bed
   *[other] { FIRST($count) } people wait for a bed
}
step-plant-why = saying why somebody matters helps you remember it. Begin with a few.
step-plant-act = Give them a place
step-plant-source = From people in your garden who are in no bed.
step-tell-title = Tell where you have worked
step-tell-why = people who met you there can find you again, and you can find them.
step-tell-act = Open the profile
step-tell-source = Your profile says nothing of your work or studies yet.
step-invite_contact-title = { $name } is on Pergola now
step-invite_contact-why = they are on one of your cards and chose to be found. If you like, invite them.
step-invite_contact-act = Write an invitation
step-invite_contact-source = From a card of yours and from people who chose to be found by their address.
step-invite-title = Invite somebody you know
step-invite-why = there may be people here whom you know already, each with the reason why.
step-invite-act = See who
step-invite-source = From your connections, and from work and studies that you both show.
step-note-title = Write a line about { $name }
step-note-why = a year from now you will be glad to find it. Only you read it.
step-note-act = Add a note
step-note-source = From people in your garden about whom you wrote nothing.
step-offer_again-title = What can you offer today?
step-offer_again-why = your last offer is half a year old. Perhaps you can do something else now.
step-offer_again-act = Write an offer
step-offer_again-source = From the date of your last offer.
step-become_godparent-title = Go beside somebody new
step-become_godparent-why = you know the house. A few words in the first days make the difference; you go with two people at most.
step-become_godparent-act = See how it works
step-become_godparent-source = You have been here for a while and have a network.
step-archive-title = Take a copy of everything
step-archive-why = your network is yours. One copy a year, in a safe place, does no harm.
step-archive-act = Make the archive
step-archive-source = The last archive is a year old, or you never made one.
step-sharing-title = Look at who sees what
step-sharing-why = once a year is a good habit: who sees your connections, who finds you, whether you stand on others’ paths.
step-sharing-act = Open the settings
step-sharing-source = It has been a long time since the last look.
notice-godparent_asked = { $name } is new here and asks you to come along
notice-godparent_beside = { $name } goes beside you in your first weeks
