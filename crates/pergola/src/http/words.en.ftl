# Around every page, and when something goes wrong.

layout-skip = Skip to the content
layout-nav = Main
layout-today = Today
layout-garden = Garden
layout-board = Board
layout-jobs = Jobs
layout-inbox = Inbox
layout-waits = something to read
layout-find = Search
layout-find-hint = People, asks, groups
layout-me = { $name }: profile and settings
layout-promise = No ads, no rankings, no endless scrolling.
layout-how = How it works
layout-privacy = Privacy
layout-api = API
layout-server = This server: { $server }
layout-letters = Letters of the demo
layout-error-title = Error:
layout-leaving = Your place closes in a few days.
layout-leaving-stay = I changed my mind
form-wrong = There is something to mend
failure-not-found = The path ends here
failure-busy = One moment
failure-fault = Something broke, and it is our fault
failure-refused = This cannot be done
failure-reference = If you write to us, quote this reference: { $reference }
failure-typed = What you wrote
failure-typed-why = None of it was kept here: copy what you want to keep.
failure-typed-field = Field { $number }
failure-home = Back to Today

http-not_found = This page is not here, or not any more. Perhaps the link was old.
http-sign_in_first = You need to sign in for this.
http-method_unknown = It cannot be done this way.
http-gone = It was here, and is no more.
http-stale = Something changed in the meantime. Reload the page and try again.
http-foreign_form = This request comes from another site: to be safe, we did not carry it out.
http-form_stale = This form was open too long. Go back, reload the page and try again: we changed nothing.
http-form_malformed = Something is missing in the form. Reload the page and try again.
http-request_malformed = The request is not in the form we expect.
http-json_expected = We expect JSON: Content-Type application/json.
http-multipart_expected = We expect a form with a file: multipart/form-data.
http-query_malformed = The address has a parameter that we do not know.
http-json_malformed = The JSON cannot be read, or a value is not of the right type.
http-field_unknown = There is a field that we do not know.
http-field_missing = A field is missing.
http-limit_malformed = limit goes from 1 to 100.
http-cursor_malformed = This cursor is not ours: use the one you got in next.
http-key_malformed = Idempotency-Key has 1 to 200 characters.
http-key_reused = This Idempotency-Key came before with something else: use a new one.
http-request_in_progress = This request has arrived already and has no answer yet. Check before you repeat it with another key.
http-body_broken = The request broke off half-way.
http-too_slow = The request came too slowly and was given up: we changed nothing. Try again with a better connection.
http-too_large = It is too large: { $megabytes } MB at most.
http-too_many = A little too often in a row. Try again in { $minutes ->
    [1] a minute
   *[other] { $minutes } minutes
}.
http-busy = We are too busy right now. Try again in a few seconds: we changed nothing.
http-nothing_kept = Nothing can be kept right now: we changed nothing. You can still read, and whoever runs this server can see it.
http-fault = We are sorry. It is noted for whoever runs this server; what was confirmed is safe.
http-field_malformed = A field cannot be read.
