# Conversations and messages.

messages-text_missing = Write something first.
messages-text_too_long = A message can have { $limit } characters at most: send it in two.
messages-oneself = You can keep notes for yourself in the garden; messages are for others.
messages-stranger = You do not know each other yet. Send an invitation, ask to be introduced, or answer something they ask or offer.
messages-closed = Nothing can be added to this conversation any more.
messages-unanswered = You have written { $limit } messages. Wait for an answer before you write again.
messages-too_many_today = You have written { $limit } messages in a day: that is enough for today.
messages-too_many_begun = You have begun { $limit } conversations in a day: that is enough for today.
