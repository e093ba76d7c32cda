# Introductions: private questions, requests along a path, what came of it.

introductions-too_few = An introduction takes at least two people.
introductions-too_many = An introduction holds { $limit } people at most.
introductions-oneself = You cannot introduce yourself: choose two people you know.
introductions-twice = You chose the same person twice.
introductions-stranger = You can introduce only people you are connected to, or have on a card.
introductions-already_tied = They know each other already: they are connected.
introductions-not_these_people = These people cannot be introduced: perhaps they know each other already, or prefer things as they are. We say no more than that.
introductions-already_proposed = You introduced them not long ago. You may propose it again { $days } days after that.
introductions-no_address = There is no e-mail address on this card: without one we cannot ask.
introductions-why_missing = Write to each of them why: two lines are enough.
introductions-why_too_long = What you write to each may have { $limit } characters at most.
introductions-why_not_sent = What you write to somebody who is not on Pergola reads like an advertisement, so it does not go by letter. Say it in your own words, without addresses of pages.
introductions-why_not_judged = Just now nobody can look at what you write to somebody who is not on Pergola, so no letter goes. What you wrote is still here: try again in a quarter of an hour.
introductions-why_for_nobody = There are words for somebody you did not choose.
introductions-ask_unknown = This ask is no longer there, or is not by any of these people.
introductions-offer_unknown = This offer is no longer there, or is not by any of these people.
introductions-already_answered = You have already answered this question.
introductions-no_longer_open = This question no longer waits for an answer.
introductions-not_asked = The question is for the people you introduce: there is nothing for you to answer.
introductions-only_the_broker = Only the person who proposed it can take it back.
introductions-answer_unknown = Choose one of the answers.
introductions-not_made = You can tell how it went once you are in touch.
introductions-helped_unknown = Choose whether it helped, not yet, or no.
introductions-thanks_too_long = Thanks may have { $limit } characters at most.
introductions-already_told = You have already told it.
introductions-link_altered = This address is not whole. Copy it from the letter as it is, up to the last character.
introductions-link_used = An answer was already given with this letter. Thank you.
introductions-link_late = This question does not wait for an answer any more: its time is over, or whoever sent it took it back.
introductions-to_oneself = You are in touch with yourself already.
introductions-to_ones_tie = You know each other already: you are connected.
introductions-no_connector = Choose through whom to ask.
introductions-too_many_connectors = A path goes through { $limit } people at most.
introductions-no_such_path = This path is not there, or not any more. Choose another one.
introductions-already_requested = You asked along this path not long ago. You may ask again { $days } days after that; meanwhile you may take another one.
introductions-requested_enough = You asked { $limit } times in { $days } days to meet this person: that is enough for now.
introductions-message_missing = Write why you would like to meet this person: two lines are enough.
introductions-message_too_long = Your words may have { $limit } characters at most.
introductions-words_missing = Add two lines of your own: whoever gets it wants to know what you think.
introductions-words_too_long = Your lines may have { $limit } characters at most.
introductions-closeness_out_of_range = How well you know somebody is said from 1 to 5.
introductions-not_better = It does not go on from here: choose somebody you know who, as far as can be seen, knows that person too.
introductions-only_the_asker = Only the person who sent it can take it back.
introductions-too_many_today = You proposed { $limit } introductions in a day: that is enough for today.
introductions-too_many_letters_today = In a day you can write to { $limit } people who are not on Pergola: tomorrow you can go on.
introductions-too_many_requests_today = You asked for { $limit } introductions in a day: that is enough for today.

notice-introduction_asked = { $name } would like to introduce somebody to you
notice-introduction_waits = { $name }’s question still waits, in no hurry
notice-introduction_made = You and { $name } are in touch now
notice-introduction_came = Thanks to you { $name } met somebody
notice-introduction_closed = Nothing came of the introduction with { $name }
notice-outcome_asked = Did it help to meet { $name }?
notice-introduction_thanked = { $name } thanks you for an introduction
notice-introduction_told = { $name } tells you how an introduction went
notice-introduction_told_by_letter = Somebody you introduced, who is not on Pergola, tells you how it went
notice-request_asked = { $name } asks you for an introduction
notice-request_waits = { $name }’s request still waits for a word of yours, in no hurry
notice-request_made = { $name } met the person they were looking for, thanks to you too
notice-request_thanked = { $name } thanks you for passing a request on
notice-request_closed = There was no way to { $name } this time

letter-question-subject = { $name } would like to introduce somebody to you
letter-question-text = Hello { $contact },
    { $name } would like to introduce you to { $others }, and writes to you:

    { $why }

    You can answer yes, not now or no on this page, without joining anything:
    { $link }

    If all of you say yes, each gets the other’s name and address. Until then nobody gets anything, and a no reaches nobody. The question closes by itself after two weeks.

    { $name }

    This letter comes from { $server }. If you want no more of them, from anybody: { $never }
letter-question-again-subject = A reminder: { $name } would like to introduce somebody to you
letter-question-again-text = Hello { $contact },
    a week ago we brought you this question. This is the only reminder: if you do not answer, it closes by itself.

    { $why }

    You can answer yes, not now or no on this page, without joining anything:
    { $link }

    { $name }, who would like to introduce you to { $others }

    This letter comes from { $server }. If you want no more of them, from anybody: { $never }
letter-in-touch-subject = You are in touch, thanks to { $name }
letter-in-touch-text = Hello { $contact },
    all of you said yes. This is whom { $name } introduces to you:

    { $others }

    They got your name and this address too. Write to them, or wait for them to write to you.

    This letter comes from { $server }. If you want no more of them, from anybody: { $never }

letter-outcome-subject = Did it help to meet { $others }?
letter-outcome-text = Hello { $contact },
    two weeks ago { $name } put you in touch with { $others }. Did it help? You can say so on this page, with a word of thanks if you like, without joining anything:
    { $link }

    What you write there goes only to { $name }. We ask this once: if you do not answer, nothing happens.

    This letter comes from { $server }. If you want no more of them, from anybody: { $never }

names-and = { $some } and { $last }
introductions-title = Introductions
list-lead = { $count ->
    [0] No question waits for your answer.
    [1] One question waits for your answer, in no hurry.
   *[other] { FIRST($count) } questions wait for your answer, in no hurry.
}
list-new = Introduce two people
list-questions = Private questions, for you
list-passing = Asking to go through you
list-proposed = Introductions you proposed
list-requested = People you asked to meet
list-earlier = Earlier
list-end = There is nothing more.
row-introduces = { $name } would like to introduce you to { $names }
row-asks = { $name } would like to meet { $other }
seen-made = in touch
seen-asked = asked
seen-own-yes = you said yes
seen-not-now = you said not now
seen-waits = waits for you
seen-closed = closed
seen-under-way = under way
seen-no-way = no way this time
seen-passed-on = passed on
choose-title = Introduce two people
choose-head = Whom do you want to introduce?
choose-lead = Two people whom you know and who do not know each other. We ask both, in private.
choose-person = { $number ->
    [1] One person
    [2] And another
   *[other] And one more
}
choose-hint = Write the name and choose: your connections, and cards with an e-mail address.
choose-go = Go on
choose-more = More than two
choose-nobody = None of your people has this name. Choose from the list while you write.
write-title = Introduce
write-head = Introduce { $names }
write-lead = Write to each of them how the other may be of use. Before we put them in touch we ask all of them, in private.
write-questions = The private questions
write-reads = What { $name } will read
write-hint = Two or three lines: why { $others }. Nobody else sees this text.
write-more = Add another person
write-seen = What they see of each other before they say yes
write-seen-name = Name and role
write-seen-name-why = needed to decide; of people not on Pergola, and to them, only the name
write-seen-ask = The ask
write-seen-offer = The offer
write-seen-board = the one that can be read on the board
write-seen-how = How you know them
write-seen-how-why = where you met, if both of you tell it the same and show it
write-card = People who are not on Pergola get a letter signed by you, and answer from there. If everybody says yes, each gets the other’s e-mail address.
write-send = { $count ->
    [2] Send the two questions
   *[other] Send the { WORDS($count) } questions
}
write-leave = Leave it
write-next = What happens now
write-step-write = You write
write-step-write-why = You can take it back until all of them have answered.
write-step-asked = { $count ->
    [2] Two private questions
   *[other] { FIRST($count) } private questions
}
write-step-asked-why = Each reads only their own. They have two weeks, with a single reminder half way; then the question closes by itself.
write-step-yes = If all of them say yes
write-step-yes-why = A conversation opens with you in it. Then you can step out.
write-step-yes-why-card = Each gets the other’s name and address.
write-no = If one says no, nobody knows: for the others, and for you, simply nothing comes of the question.
question-title = A private question
question-private = Private question, only you see it
question-head = { $name } would like to introduce you to { $others }
question-asker = { $name } asked to meet you, and writes
question-known = { $name } says: { $how }
question-common = In common: { $names }
question-off = Not on Pergola: answers by letter
question-address = If all of you say yes, each gets the other’s e-mail address: yours goes to the one who is not on Pergola.
question-unconfirmed = Yours is not confirmed yet: as long as that is so, only your name gets there.
question-confirm = Confirm the address
question-said-not-now = You said “not now”: nobody knows. If you change your mind, answer here.
question-what = What do you answer
question-answer = Answer
question-later = Let me think
question-until = The question stays here until { $until }, then it closes by itself. Nobody sees whether you read it.
answer-yes = Yes, gladly
answer-yes-why = With a yes from { $others } too, you are in touch and a conversation opens.
answer-yes-why-card = With a yes from { $others } too, you are in touch.
answer-not-now = Not now
answer-not-now-why = No reminder. You can still answer until { $until }.
answer-no = No, thank you
answer-no-why = A no reaches nobody: for the others it is as if you had not answered.
answer-never = I would rather not be introduced by { $name }
letter-never-by-why = Like a no, and from now on no question from { $name } reaches this address. Nobody is told.
answer-never-why = Like a no, and it holds from now on. It reaches nobody; you can take it back whenever you like.
says-ask = Asks
says-offer = Offers
known-at = they know each other from { $name }
known-how-at = { $how } ({ $name })
known-worked = they worked together
known-studied = they studied together
known-event = they met at an event
known-introduced = somebody introduced them
known-online = they met online
letter-yes-why = If all of you say yes, each gets the other’s name and e-mail address.
letter-not-now-why = This address stays good until { $until }.
letter-never = I do not want any more letters from here
letter-thanks = Thank you for the answer
letter-thanks-lead = There is nothing more to do. If all of you agree, a letter tells you whom you are introduced to and how to reach each other.
letter-thanks-no = A no, or silence, reaches nobody.
letter-never-by-title = By whom you would rather not be introduced
letter-never-by = You would rather not be introduced by { $name }
letter-never-by-lead = No question from { $name } reaches this address, and nobody is told. Keep the letter: by its link you can take it back whenever you like.
letter-never-by-join = If you join with this address, it stands in your own settings from then on.
letter-outcome-title = Did it help?
letter-outcome-head = Did it help to meet { $others }?
letter-outcome-lead = The answer goes only to { $name }, who introduced you.
letter-outcome-thanks = Thank you for telling it
letter-outcome-thanks-lead = It goes to { $name }, and to nobody else.
state-title = An introduction
state-card = { $name } is on a card of yours now, with their address.
state-card-find = Find it
state-made = You are in touch.
state-made-them = They are in touch, thanks to you.
state-asked = We asked all of them, in private. In no hurry.
state-own-yes = You said yes. We wait, in no hurry.
state-own-no = You said no. Nobody knows.
state-own-never = You said no, from now on too. Nobody knows.
state-closed = Nothing comes of it this time. It happens, and there is no reason to look for.
state-where = Where the introduction stands
state-conversation = Go to the conversation
state-written = What you wrote
state-wrote = What { $name } wrote to you
state-to = To { $name }, in private
state-steps = Steps
state-withdraw = Take the introduction back
state-nobody = Of each you see only that they were asked: what they answer is theirs, until all say yes.
endings-title = How it will end
ending-yes = All say yes.
ending-yes-what = The arch closes: a conversation of all, from which whoever introduces can step out.
ending-closed = It closes.
ending-closed-broker = For a no, a “not now” or the time gone by: we only say that nothing comes of it for now, to you as to them.
ending-closed-party = For a no, a “not now” or the time gone by: we only say that nothing comes of it for now, and the same to all.
end-in-touch = in touch
end-asked = asked
end-own-yes = you said yes
stage-written = You wrote the questions
stage-received = The question reached you
stage-own-yes = You said yes
stage-own-no = You said no
stage-made = In touch
stage-waits = There is time until { $until }
stage-reminder = One gentle reminder goes on { $day }, and that is all.
stage-conversation = A conversation
stage-then = only if all say yes, { $names } too
stage-closed = Closed
stage-sent = You asked
outcome-head = Did it help?
outcome-early = How did it go?
outcome-who = The answer goes only to { $name }, who introduced you.
outcome-who-path = The answer goes to { $name }, who introduced you. If it helped, or if you write thanks, those who passed your request on read it too.
outcome-helped = Did it help?
outcome-thanks = Two lines of thanks for { $name }, if you like
outcome-send = Send to { $name }
outcome-own = What you told
outcome-came = What came of it
outcome-came-who = Only you see this.
helped-yes = Yes, it helped
helped-not_yet = Not yet
helped-no = No, not this time
avoided-title = Who you would rather not be introduced by
avoided-none = Nobody.
avoided-lead = Only you see this list. What these people propose does not reach you, and they do not know.
avoided-lift = May introduce me again
request-title = A request
request-head = Meeting { $name }
request-lead = You ask { $name }, who reads your words and decides whether to pass them on. { $other } gets a private question only at the end.
request-why = Why you would like to meet { $name }
request-why-hint = Two or three lines. { $name } reads them and, if they are passed on, { $other } too.
request-private = { $name } gets introductions, not messages from strangers.
request-how = All you see is “under way”, and after four weeks, if nothing came of it, “no way this time”: nobody tells who said no, whether { $name }, { $other } or no one. You may take another path whenever you like.
request-send = Ask { $name }
request-leave = Leave it
request-wrote = What you wrote, for { $names }
request-made = You are in touch
request-until = until { $until } at the latest
request-no-why = What happens in the meantime, and who answers what, belongs to those who answer.
request-other-path = Take another path
request-take-back = Take the request back
passing-private = Private request, only you see it
passing-head = { $name } would like to meet { $other }
passing-words = Two lines of your own for { $name }
passing-last = { $name } gets a private question, with your words and those above.
passing-next = { $name } reads them, and decides whether to ask { $other }.
passing-closeness = How well do you know { $name }?
passing-closeness-why = From little (1) to very well (5). It is yours: nobody else sees it.
passing-send = Pass it to { $name }
passing-otherwise = Or else
passing-otherwise-why = Whatever you choose here, the one who asked sees only that the request is under way.
passing-unfamiliar = I do not know { $name } well enough
passing-refuse = No, thank you
passing-better = Somebody else is a better fit
passing-better-who = Who knows { $name } better?
passing-better-why = Somebody you know and who knows { $name }. The request goes on from there.
passing-better-send = Pass it to this person
passing-until = You can pass it on until { $until }, then it closes by itself. Nobody sees whether you read it.
passing-thanks = { $name } says thanks
done-proposed = The questions are on their way.
done-said-yes = Your yes has arrived.
done-said-not-now = All right, not now. We tell nobody.
done-said-no = All right. We tell nobody.
done-introduction-withdrawn = The introduction is taken back.
done-told = Thank you: it goes to the one who introduced you.
done-lifted = They may introduce you again.
done-requested = The request is under way.
done-passed-on = Passed on.
done-request-taken-back = The request is taken back.
paths-ask = Ask { $name } to introduce you
inbox-question = would like to introduce { $names } to you
inbox-question-act = Read the question
inbox-request = asks to meet { $name } through you
inbox-request-act = Read the request
