# News: words for a member. The sentence of a kind is `notice-` and its name; rooms keep those of their own kinds.

notices-title = News
notices-lead = { $unread ->
    [0] Nothing that you have not seen.
    [1] One thing that you have not seen.
   *[other] { FIRST($unread) } things that you have not seen.
}
notices-fresh = new
notices-read = I have seen them all
notices-end = That is all.
notice-invited = { $name } would like to connect with you
notice-tied = You and { $name } are connected
notice-contact_joined = { $name } is on Pergola, and on one of your cards
notices-messages_unchosen = Messages: choose at once, once a day or never.
notices-questions_unchosen = Questions: choose at once, once a day or never.
notices-news_unchosen = News: choose at once, once a day or never.
notices-link_broken = This link is not complete, or not ours. In the settings you can choose what is mailed to you.
mail-title = Mail
mail-lead = Few letters, and only those you want. Each has a link that ends them with one click.
mail-nowhere = This server sends no mail: everything is in your inbox.
mail-unconfirmed = We only write to an address that is confirmed, and yours is not yet.
mail-confirm = Confirm it
mail-group-messages = Messages
mail-what-messages = Somebody writes to you. However much there is to read, you get one letter until you have read it.
mail-group-questions = Questions
mail-what-questions = Somebody would like to connect with you, to introduce you, or to be introduced: they wait for your answer.
mail-group-news = News
mail-what-news = Connections, thanks, and what came of what you asked and offered.
mail-choice-now = At once, if I have not read it within two minutes
mail-choice-daily = One letter a day, at { $hour } in the morning
mail-choice-never = Never
mail-always = Letters about your account (address, password) always come.
done-mail-chosen = Done: that is how we write to you.
mail-end-title = No more letters
mail-end-messages = Shall we stop mailing you when somebody writes to you? It all stays in your inbox.
mail-end-questions = Shall we stop mailing you when somebody asks you something? It all stays in your inbox.
mail-end-news = Shall we stop mailing you news? It all stays in your inbox.
mail-end-all = Shall we stop mailing you messages, questions and news? It all stays in your inbox.
mail-end-do = Yes, no more letters
mail-choose = Choose what is mailed, and when
mail-ended = Done. We do not mail you these any more; everything stays in your inbox.
mail-now-subject = { $server }: something for you
mail-daily-subject = { $server }: your morning letter
mail-hello = Hello { $name },
mail-wrote = { $name } wrote to you.
mail-wrote-many = There is something new in your conversation with { $names }.
mail-wrote-group = There is something new in the conversation of one of your groups.
mail-more = { $count ->
    [1] And one more thing, in your inbox:
   *[other] And { $count } more things, in your inbox:
}
mail-foot =
    Read it when you like: nobody is told whether you have.
    No more letters of this kind, with one click: { $stop }
    Choose what is mailed, and when: { $choose }
mail-foot-all =
    Read it when you like: nobody is told whether you have.
    No more of these letters, with one click: { $stop }
    Choose what is mailed, and when: { $choose }
