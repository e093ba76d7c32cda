# What this place is: how it works, who sees what, whose server it is.

about-how-title = How it works
about-how-lead = Pergola helps you look after the people you work with. Its rules are few, and they are all on this page.
about-how-garden = The garden
about-how-garden-one = The people you know stand in a garden that only you see: its beds, how often you want to hear from each, your notes, the moments you shared. Somebody who is not on Pergola is a potted plant: a card that is yours alone.
about-how-garden-two = { $count ->
    [one] A plant is thirsty when more time has passed than the rhythm you chose. Each week we name one at most. A plant may also rest.
   *[other] A plant is thirsty when more time has passed than the rhythm you chose. Each week we name { $number } at most. A plant may also rest.
}
about-how-ties = Connections
about-how-ties-one = Whoever invites says how you met, and the other confirms or corrects it. You can accept, or not accept without explaining. A no is never shown to the one who asked: they only see that it waits.
about-how-ties-two = { $count ->
    [one] Inviting somebody with whom you have nothing in common takes a token, and you have one. It comes back by itself after a while, whatever the answer.
   *[other] Inviting somebody with whom you have nothing in common takes one of your { $number } tokens. It comes back by itself after a while, whatever the answer.
}
about-how-introductions = Introductions and the two yeses
about-how-introductions-one = Whoever introduces two people asks each of them in private. We put them in touch only when both have said yes. Until then neither sees how to reach the other, nor what the other answered.
about-how-introductions-two = If either would rather not, the question closes, just as it does when time runs out. Nobody learns who it was, not even the person who introduced them.
about-how-toto = Toto
about-how-toto-one = Toto walks beside you on the page Today. Toto is not a person and does not guess: a written rule picks one small step and says why, how many minutes it takes and who will see it.
about-how-toto-two = One step at a time. Saying “not now” costs nothing, and nobody sees it.
about-how-end = The page ends
about-how-end-one = Every page says how much there is to see, and has an end. There are no counts of followers or likes, and nothing loads by itself. Every proposal says why you see it.
about-how-next = Who sees what: Privacy
about-privacy-title = Privacy
about-privacy-lead = Who sees what, what is erased and when. In plain words.
about-privacy-sees = Who sees what
about-privacy-you = Only you
about-privacy-you-what = Notes, beds, rhythms, how close you feel, moments, cards of people who are not on Pergola, what you search for. None of it enters anybody else’s pages, not even as a count or as the order of a list.
about-privacy-two = You and one other
about-privacy-two-what = Messages, how you met, an invitation and its words.
about-privacy-ties = Your connections
about-privacy-ties-what = The list of whom you know and, if you decide so, your e-mail address. In the settings you can choose that nobody sees the list: then it does not show in any way, not even on a path.
about-privacy-members = Other members
about-privacy-members-what = Your profile and what you publish. You and those you block no longer see each other, everywhere and at once.
about-privacy-visitors = People who are not signed in
about-privacy-visitors-what = Pages of people are for members. Without signing in, one sees the door and these explanations.
about-privacy-keeper = Whoever runs the server
about-privacy-keeper-what = No page shows them your notes. But the computer is in their hands, and with it the database: choose a server you trust.
about-privacy-no = What we do not do
about-privacy-no-one = No ads, and nobody else’s programs in our pages. Cookies serve only to keep you signed in, to remember your language and to protect forms.
about-privacy-no-two = We write to none of your contacts. A letter goes only when you send it, to one address at a time, and whoever gets it can say that they want no more.
about-privacy-cards = People who are not on Pergola
about-privacy-cards-one = A member may keep a card of somebody they know, as in an address book. Only that member sees it, nobody can search it, and two cards of the same person are never joined. It goes when the member goes.
about-privacy-cards-two = You do not want your address on a card? You can object without joining: we take it off every card on this server and it does not come back. We do not tell you whether it was there, and we tell nobody that you asked.
about-privacy-objection = Object
about-privacy-gone = What is erased, and when
about-privacy-gone-leaving = { $count ->
    [one] Whoever closes their place has one day to think again. Then everything of theirs is erased. Others keep the cards and notes they wrote themselves, and the messages they received.
   *[other] Whoever closes their place has { $count } days to think again. Then everything of theirs is erased. Others keep the cards and notes they wrote themselves, and the messages they received.
}
about-privacy-gone-files = A file you bring is erased as soon as it is read. Of the messages in a LinkedIn archive we keep who, when and in which direction, never the text.
about-privacy-gone-archive = { $count ->
    [one] The archive you prepare to take everything along stays one day.
   *[other] The archive you prepare to take everything along stays { $count } days.
}
about-privacy-gone-session = { $count ->
    [one] A session you do not use ends after one day.
   *[other] A session you do not use ends after { $count } days.
}
about-privacy-gone-backups = Backups are made by whoever runs the server: what is erased stays in them as long as they are kept.
about-privacy-own = It is yours
about-privacy-own-one = At any time you can take everything along in one file, which another Pergola can read. It holds what is yours; of others, only what you know of them.
about-privacy-own-two = Notes that somebody else keeps about you are theirs, as thoughts are: they do not enter your archive.
about-privacy-ask = Questions or requests about what we know of you: { $address }.
about-privacy-next = Whose server this is
about-server-title = This server
about-server-lead = One Pergola of many: each stands on a computer of its own, with its own rules.
about-server-address = Address
about-server-registration = Joining
about-server-open = Open: anybody can join.
about-server-invitation = By invitation of somebody who is here.
about-server-closed = Nobody joins for now.
about-server-join = Join
about-server-contact = Who answers
about-server-contact-none = Whoever runs this server has not given an address.
about-server-version = Program
about-server-source = Source code
about-server-licence = Free: Apache 2.0 or MIT, as you choose.
about-server-places = Where the cities are
about-server-places-licence = CC BY 4.0, shortened and rearranged.
about-server-api = For programs
about-server-rules = The rules of this place
about-server-rules-none = Whoever runs this server has written none. Those of good company hold: do no harm, do not pretend to be somebody else, do not sell to people who did not ask.
about-server-own = One of your own
about-server-own-one = Pergola is a single program. Whoever wants to can grow one on a computer of their own and bring their archive along.
about-letters-title = The letters of this demo
about-letters-lead = In a demo letters do not leave: they are here, so that you can follow their links. Anybody who opens this page sees them.
about-letters-none = No letters so far.
about-letters-to = To { $address }
about-letters-from = From { $address }
about-letters-end = There are no others.
about-letters-more = { $count ->
    [one] One more, older, is in the folder.
   *[other] { $count } more, older, are in the folder.
}

about-contact-title = Write to whoever runs this server
about-contact-lead = For anybody who has no place here, or cannot sign in. It goes by e-mail, and nothing of it is kept here once it has gone.
about-contact-name = Your name
about-contact-email = The address an answer can reach
about-contact-words = What you would like to say
about-contact-hint = { $limit } characters at most.
about-contact-send = Send
about-contact-no-name = Write your name, with 120 characters at most.
about-contact-no-words = Write something, even a few words.
about-contact-too-long = It is too long: { $limit } characters at most.
done-contact-sent = Sent. If there is an answer, it comes by e-mail.
done-contact-held = What you wrote waits for a moderator to let it go. You need do nothing, and nothing is lost.
letter-contact-subject = { $name } writes to { $server }
letter-contact-text = { $name } ({ $email }) wrote on the contact page:

    { $words }
