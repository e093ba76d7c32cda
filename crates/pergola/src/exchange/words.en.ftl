# Bringing files here, taking everything away.

exchange-file_missing = There is no file: choose one and try again.
exchange-empty = The file is empty. Download it again and try once more.
exchange-not_known = I cannot read this file. I read the LinkedIn archive (.zip or one of its .csv tables), vCard, JSON Resume, the .csv of Google and of Outlook, the archive of Pergola.
exchange-too_large = The file is too large: { $megabytes } MB at most.
exchange-too_many_entries = There are more than { $limit } files in the archive: it is not one that we can read.
exchange-bomb = One file in the archive would grow beyond measure when opened. I stopped before that.
exchange-climbs_out = One file in the archive points to a place outside of it. To be safe I do not open it.
exchange-line_too_long = A line does not end: it is longer than { $megabytes } MB. The file is damaged, or it is not a table.
exchange-too_many_rows = There are more than { $limit } rows: split the file and bring it in parts.
exchange-encrypted = The archive is protected by a password. Open it, make it again without password and try once more.
exchange-damaged = The file is damaged. Download it again and try once more.
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
exchange-skip-too_many = is more than a profile can hold
exchange-skip-no_place = has no place on a Pergola profile
exchange-skip-photo = a photo that cannot be read
exchange-skip-former_full = there is no more room for what your archives tell of other places
exchange-skip-no_room = there is no more room: a garden holds 50,000 cards

exchange-ignored-private = Left closed for your privacy: advertising, security, what you searched for.
exchange-ignored-not_useful = Pergola has no place for what it holds: shares, reactions, saved things.
exchange-ignored-empty = There is nothing in it.
exchange-ignored-not_known = Not a table that I know: a picture, or a file of another kind.
exchange-ignored-damaged = It is broken: it cannot be read to its end.
exchange-ignored-unspoken = A picture that nothing in the archive speaks of.

toto-beside = Toto, by your side
import-title = Bring the people you know already
import-lead-title = Bring the people you know already
import-lead = Your network does not begin today. If you have an archive, we read it together: then you decide whom to plant, and where.
import-reads = Where we start from
import-linkedin = LinkedIn archive
import-linkedin-how = the .zip file that you downloaded from its settings, or one of its .csv tables alone
import-book = Address book
import-book-how = a vCard file (.vcf) from your phone or mail, or the .csv of Google or Outlook
import-resume = CV
import-resume-how = a JSON Resume file: it fills the profile, not the network
import-pergola = Pergola archive
import-pergola-how = what you took away from another Pergola, or from this one
import-file = The file
import-file-hint = Up to 200 MB. It stays on this server, and is deleted once it is read.
import-how = How I download the archive from LinkedIn
import-how-open = Open Settings, then Data privacy, then Get a copy of your data.
import-how-choose = Choose “Connections” and “Profile”, or everything. The file comes by e-mail, usually within ten minutes.
import-how-back = Come back here: this page waits for you.
import-nobody = We write to nobody.
import-nobody-why = Whoever is in the archive gets no invitation and no notice. Of messages we keep only who and when: we do not keep the texts.
import-do = Read the file
import-later = Another time
import-by-hand = Add somebody by hand
import-before = Brought so far
import-state-waiting = waits
import-state-running = being read
import-state-done = read
import-state-failed = not read
import-waiting-title = Your file waits for its turn
import-waiting-lead = You may close this page: { $file } begins in a moment, and you will find everything here.
import-running-title = I am reading your archive
import-running-lead = You may close this page: I carry on with { $file }, and you will find everything here.
import-done-title = I have read your archive
import-done-lead = { $file } is in your garden. We deleted the file.
import-failed-title = I did not read this file
import-failed-lead = I stopped at { $file }. We deleted the file.
import-head-waiting = Waiting
import-head-moments = Messages and invitations
import-before-says = { $state }, { $when }
import-head-people = { $count ->
    [0] People
    [1] One person
   *[other] { $count } people
}
import-stage-received = File received and checked
import-stage-received-says = { $file }
import-stage-people = Connections
import-stage-people-says = { $count ->
    [0] whom you know, and since when
    [1] one person
   *[other] { $count } people
}{ $here ->
    [0] {""}
    [1] ; one you know here already
   *[other] ; { $here } you know here already
}
import-stage-moments = Messages
import-stage-moments-says = { $count ->
    [0] only who and when, to see who is close to you; I do not keep the texts
    [1] one moment, only who and when
   *[other] { $count } moments, only who and when
}
import-stage-own = Your profile
import-stage-own-says = { $count ->
    [0] nothing changes without your yes
    [1] one thing to look at: nothing changes without your yes
   *[other] { $count } things to look at: nothing changes without your yes
}
import-tally = { $taken ->
    [0] Nothing new
    [1] One new thing
   *[other] { $taken } new things
}{ $unchanged ->
    [0] .
    [1] , one was here already.
   *[other] , { $unchanged } were here already.
}
import-skipped = { $count ->
    [1] One row not taken: which and why
   *[other] { $count } rows not taken: which and why
}
import-ignored = { $count ->
    [1] One file left unread: which and why
   *[other] { $count } files left unread: which and why
}
import-offers = { $count ->
    [1] One thing for your profile: see whether it is right
   *[other] { $count } things for your profile: see which are right
}
import-refresh = Refresh the page
import-go-on = Go on
import-stop = Stop and delete everything
import-forget = Remove from the list
import-skips-title = The rows not taken
import-skips-lead = { $count ->
    [0] Each row of { $file } is in your garden.
    [1] One row of { $file } is not in your garden. Here is which one, and why.
   *[other] { $count } rows of { $file } are not in your garden. Here is which ones, and why.
}
import-skips-first = Below are the first { $listed }.
import-line = line { $line }
import-back = Back to the archive
import-back-nav = Where you are
import-pages = Pages
done-import-removed = Deleted. Nothing of the file remains.
done-planted-five = Planted. You find them in the garden.

five-title = The first five
five-why-words = I chose them because you wrote to each other lately. The bed is yours to choose.
five-why-lately = I chose them because they are the latest. The bed is yours to choose.
five-bed-for = Bed for { $name }
five-not-yet = Not yet
five-often = we are often in touch
five-plant = Plant these
five-later = Enough for today

offers-title = From your archive to your profile
offers-lead = { $count ->
    [0] There is nothing to look at.
    [1] One thing that the profile does not say yet. It goes in only if you want it.
   *[other] { $count } things that the profile does not say yet. Only those go in that you want.
}
offers-take-all = { $count ->
    [1] Take it
   *[other] Take all { $count }
}
offers-name-alone = Your name changes only with its own button.
offers-none = You have seen everything.
offers-profile = See the profile
offer-take = Take
offer-leave = Leave
offer-headline = The line below your name
offer-about = About you
offer-place = Where
offer-position = Work
offer-education = Studies
offer-skill = Skill
offer-language = Language
offer-link = Link
offer-name = Your name
offer-setting = Setting
offer-photo = How you look
offer-photo-says = The photo in your archive
offer-yes = Yes
offer-no = No
offer-since = since { $from }
offer-until = until { $to }
offer-span = { $from } – { $to }
done-offer-taken = Done: it is on your profile now.
done-offer-left = Left. We will not propose it again.
done-offers-taken = Done: they are on your profile now.

export-title = Take everything away
export-lead = What you keep here is yours: profile, garden, notes, moments. In a single archive, in open formats, which another Pergola can read back.
export-json = pergola.json: all of it, with a documented schema; this is what is read back.
export-cards = contacts.vcf: the people, for phone and mail.
export-tables = ties.csv, contacts.csv, moments.csv: the lists, for spreadsheets.
export-resume = resume.json and the photo: your profile.
export-not = The notes that others keep about you are not in it, nor their cards: those are theirs.
export-notes = Your private notes are inside.
export-notes-why = Only somebody who signs in as you can fetch the archive. After { $days } days we delete it.
export-do = Prepare the archive
export-kept = Your archives
export-of = Archive of { $day }
export-until = { $kilobytes } kB, until { $day }
export-too-large = Everything is in it, but its pergola.json is larger than what an import takes ({ $megabytes } MB): no Pergola reads it as it is.
export-failed = It did not work: try again.
export-waiting = I am preparing it.
export-fetch = Download
export-remove = Delete
export-former = From another place
export-former-lead = Your archive tells of people you knew elsewhere. Somebody with the same name here may be another person, so nothing happens by itself: we keep it for your next archive.
export-former-blocks = { $count ->
    [1] One block
   *[other] { $count } blocks
}
export-former-invitations = { $count ->
    [1] One invitation
   *[other] { $count } invitations
}
export-former-records = { $count ->
    [1] One thing that you wrote there
   *[other] { $count } things that you wrote there
}
export-former-forget = Forget it
done-formers-forgotten = Forgotten: it will be in no archive any more.
done-export-begun = The archive is being prepared: in a moment you find it here.
done-export-removed = Archive deleted.

welcome-title = Welcome
welcome-trail = Steps of the welcome, { $step } of 4
welcome-was = (done)
welcome-you = Who you are
welcome-people = People you know
welcome-beds = The beds
welcome-step = The first step
welcome-hello = Hello, { $name }
welcome-lead = Two lines are enough for those who know you to recognise you. The rest comes later, or never.
welcome-headline = What you do
welcome-headline-hint = The line below your name. For example: I restore chairs and teach how to.
welcome-place = Where
welcome-place-hint = A town is enough.
welcome-next = Next
welcome-skip = Skip
welcome-beds-title = A bed for each
welcome-beds-lead = Beds are ways of knowing each other. Five people are enough to begin with; the others wait in the garden.
welcome-nobody = There is nobody in the garden yet.
welcome-first-person = Add a person
welcome-step-title = The first step
welcome-step-garden = The garden is ready. A network begins with something given: one of these steps is enough for today.
welcome-step-one = Begin with a person who helped you: the name and how you met are enough.
welcome-to-garden = To the garden
welcome-firsts = Three steps, one at a time
welcome-first-done = done
welcome-give = Something you can give
welcome-give-why = An hour, advice, a free room. Two minutes; you choose who sees it.
welcome-give-do = Write your first offer
welcome-need = Something you need
welcome-need-why = One line on the board. While you write it you see who offers it already.
welcome-need-do = Write your first ask
welcome-introduce = Two people to introduce
welcome-introduce-why = Who of those you know would get on? We ask both first, in private.
welcome-introduce-do = Introduce two people
welcome-asked = Somebody here is already asking
welcome-asked-why = Perhaps the answer is you, or somebody you know.
