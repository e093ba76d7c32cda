# Bringing files here, taking everything away.

exchange-file_missing = There is no file: choose one and try again.
exchange-empty = The file is empty. Download it once more and try again.
exchange-not_known = I cannot read this file. I read the LinkedIn archive (.zip or one of its .csv tables), vCard, JSON Resume, the .csv of Google and of Outlook, the archive of Pergola.
exchange-too_large = The file is too large: { $megabytes } MB at most.
exchange-too_many_entries = There are more than { $limit } files in the archive: it is none that we can read.
exchange-bomb = One file in the archive would grow beyond measure when opened. I stopped before that.
exchange-climbs_out = One file in the archive points to a place outside of it. To be safe I do not open it.
exchange-line_too_long = A line does not end: it is longer than { $megabytes } MB. The file is damaged, or it is no table.
exchange-too_many_rows = There are more than { $limit } rows: divide the file and bring it in parts.
exchange-encrypted = The archive is protected by a password. Open it, make it again without password and try once more.
exchange-damaged = The file is damaged. Download it once more and try again.
exchange-newer = This archive comes from a Pergola newer than this server.
exchange-broken_off = The reading broke off too often. Try again with the same file: what is here already stays, and is not repeated.
exchange-too_many_imports = You are bringing { $limit } files already. Wait until one is done, or stop it.
exchange-too_many_exports = You have { $limit } archives already. Delete one before making another.
exchange-proposal_stale = You decided on this before, or your profile is full.

exchange-skip-empty_row = an empty row
exchange-skip-no_name = no name: somebody who left LinkedIn, or a row without a person
exchange-skip-bad_date = the date cannot be read
exchange-skip-duplicate = said before in this file
exchange-skip-too_long = a value too long to be true
exchange-skip-unreadable = the row is broken
exchange-skip-not_a_person = not a person: a company, a group, an advertisement
exchange-skip-draft = a draft that was never sent
exchange-skip-not_yours = not about you
exchange-skip-not_standing = withdrawn, declined or not accepted yet
exchange-skip-stranger = somebody who is not among your connections and to whom you did not write
exchange-skip-no_place = has no place on a Pergola profile
exchange-skip-no_room = there is no more room: a garden holds 50,000 cards
