# Conversations and messages.

messages-text_missing = Write something first.
messages-text_too_long = A message can have { $limit } characters at most: send it in two.
messages-oneself = You can keep notes for yourself in the garden; messages are for others.
messages-stranger = You do not know each other yet. Send an invitation, ask to be introduced, or answer something they ask or offer.
messages-closed = Nothing can be added to this conversation any more.
messages-unanswered = You have written { $limit } messages. Wait for an answer before you write again.
messages-too_many_today = You have written { $limit } messages in a day: that is enough for today.
messages-too_many_begun = You have begun { $limit } conversations in a day: that is enough for today.
messages-alone = There is nobody in the group to talk with yet.
messages-too_many_together = A conversation has room for { $limit } people: in a larger group, write posts.
messages-box_unknown = box is open or archive.
inbox-lead = { $unread ->
    [0] Nothing to read
    [1] One thing to read
   *[other] { FIRST($unread) } things to read
} and { $questions ->
    [0] no questions
    [1] one question
   *[other] { WORDS($questions) } questions
}. None of it is in a hurry.
inbox-questions = Questions for you
inbox-introductions = Introductions
inbox-no-questions = Nobody waits for an answer.
inbox-invited = would like to connect with you
inbox-invited-act = Read the invitation
inbox-conversations = Conversations
inbox-archive = Archive
inbox-empty = No conversations yet. You can write to whomever you are connected to, from their page.
inbox-unread = unread
inbox-you-said = You: “{ $text }”
inbox-said = { $name }: “{ $text }”
inbox-put-in-touch = You have been put in touch.
inbox-of-application = You can write to each other about the application.
inbox-of-group = The group’s conversation is open.
inbox-all-news = All news
inbox-no-news = No news.
inbox-end = That is all.
archive-title = Archived conversations
archive-lead = Put aside, left, or over. One that was put aside comes back with the next word.
archive-empty = Nothing here.
archive-back = Inbox
conversation-of = { $names }{ $more ->
    [0] {""}
    [1] , one other
   *[other] , { $more } others
} and you
conversation-introduced = introduced on { $day }
conversation-of-application = See the application
conversation-of-group = Go to the group
conversation-only = { $count ->
    [2] only the two of you
   *[other] only the { WORDS($count) } of you
}
conversation-open = Open conversation
conversation-empty = Nothing has been said yet.
conversation-answer = Answer
conversation-send = Send
conversation-leave = Say goodbye and leave
conversation-hint = There are no read receipts here. People answer when they can. { $limit } characters at most.
conversation-left = You have left this conversation. What was said until then stays here.
conversation-out = You are not in this conversation any more. What was said while you were stays here.
conversation-shelve = Put aside
conversation-take-back = Back to the inbox
conversation-newer = There is something new: read it
message-you = You
message-somebody = Somebody who is not here any more
done-left = You have left. What was said until then is in the archive.
done-shelved = It is in the archive, until the next word.
done-taken-back = It is back in the inbox.
begin-title = A message
begin-head = Write to { $name }
begin-text = Your message
begin-invite = Invite { $name }
begin-paths = How you could get to know each other
messages-too_many_listening = You already have { $limit } pages open that keep themselves fresh. Close one, or reload.
message-held = waiting for a moderator: only you see it
