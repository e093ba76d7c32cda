# The mirror.

mirror-title = The mirror
mirror-lead = What you gave and what you received, month by month. Only you see it; there are no sums and no comparisons.
mirror-given = You gave
mirror-given-none = There is nothing here this month. Not everything that one gives passes through here.
mirror-received = You received
mirror-received-none = There is nothing here this month.
mirror-introduced = You put { $names } in touch
mirror-answered = You helped { $name } find what they asked for
mirror-led = You brought the offer of { $name } to somebody it served
mirror-offered = Your offer was of use to { $name }
mirror-offered-elsewhere = Your offer was of use to somebody
mirror-thanks = { $name } thanks you
mirror-helped-yes = { $name } tells you that it helped
mirror-helped-not-yet = { $name } tells you that nothing came of it yet
mirror-helped-no = { $name } tells you that it did not help this time
mirror-passed-on = You passed on the request of { $name }, who met { $other }
mirror-introduced-to = { $name } put you in touch with { $names }
mirror-answer = { $name } answered your ask
mirror-answer-elsewhere = Your ask found its answer
mirror-somebody = somebody who is no longer here
mirror-and = { $first } and { $last }
mirror-months = Other months
mirror-end = That is all for this month
mirror-end-why = Introductions that are still open, and those that ended in silence, do not appear here.
mirror-month_malformed = A month is written like this: 2026-03.
