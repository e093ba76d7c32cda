# Asks and offers

asks-text_missing = Write what it is about, even in a few words.
asks-text_too_long = That is too long: { $limit } characters at most.
asks-place_too_long = The place has too many words: { $limit } characters at most.
asks-language_malformed = Name the language, for example “it” or “en”.
asks-audience_unknown = Choose who may see it.
asks-kind_unknown = Choose whether you ask or offer.
asks-distance_malformed = The distance is 1 to 3 steps.
asks-too_many_open = You already have { $limit } open. Close one, or let it rest, and come back.
asks-too_many_today = You have already written { $limit } today. Tomorrow is another day.
asks-already_closed = It is closed already.
asks-helper_unknown = We find nobody here by the username of who answered. You can also leave it empty.
asks-go_between_unknown = We find nobody here by the username of who put you in touch. You can also leave it empty.
asks-thanks_oneself = No need to thank yourself: name who answered, or leave it empty.
asks-through_oneself = No need to thank yourself: name who put you in touch, or leave it empty.
asks-helper_twice = That is the person who answered: once is enough.
asks-nobody_to_thank = If nothing came of it, there is nobody to name.
asks-outcome_missing = Choose what came of it.

notice-ask_rested = Something you put on the board now rests: one tap, if it is still of use
notice-thanked = { $name } thanks you: you answered what was asked
notice-thanked_through = { $name } thanks you: you brought the right people together
