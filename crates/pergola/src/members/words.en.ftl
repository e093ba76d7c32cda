# Members: coming in, being known.

door-title = A network you tend, not one you scroll
door-lead = Pergola is a professional network: people meet, introduce each other, help each other. Then they go back to work.
door-sign-in = Sign in
door-login = E-mail or username
door-password = Password
door-forgotten = I forgot it
door-new = No place here yet?
door-begin = Begin
door-join = Take your place
join-lead = A name, an address and a password are enough. The rest comes later, one step at a time.
join-name = First and last name
join-handle = Username
join-handle-hint = 2 to 30 lower-case letters, digits, hyphens. It is the address of your page.
join-email = E-mail
join-email-hint = Only you see it. We send a letter to confirm it.
join-password-hint = At least 10 characters. A sentence is fine.
join-invitation = Invitation code
join-invitation-hint = It is in the letter of whoever invited you.
join-do = Join Pergola
join-have-place = I have a place already
done-signed-out = You are signed out. See you soon.
done-look-in-your-mail = We sent you a letter: look in your mail.

members-name_missing = Write your name.
members-name_too_long = A name can have { $limit } characters at most.
members-handle_malformed = A username has 2 to { $limit } lower-case letters without accents, digits and hyphens, and begins with a letter.
members-handle_taken = This username belongs to somebody else: choose another.
members-handle_reserved = The server needs this username for itself: choose another.
members-email_malformed = This e-mail address is not complete: it should look like name@example.org.
members-password_too_short = A password needs at least { $least } characters. A sentence is fine.
members-password_too_long = A password can have { $limit } bytes at most.
members-password_common = This password is one of the first that people try. Choose one of your own.
members-not_recognised = Name and password do not match. Check them and try again.
members-wrong_password = That is not the password.
registration_closed = Nobody can join this server now: write to whoever runs it.
members-invitation_needed = Joining here takes an invitation: ask somebody you know here.
members-letter_spent = This link has been used already, or is too old. Ask for a new one.
members-headline_too_long = The line under your name can have { $limit } characters at most.
members-about_too_long = The text about you can have { $limit } characters at most.
members-place_too_long = A place can have { $limit } characters at most.
members-language_unknown = Pergola speaks Italian (it) and English (en).
members-too_many_rows = A profile can have { $limit } entries a section at most.
members-position_incomplete = Write where you worked, and as what.
members-education_incomplete = Write where you studied.
members-period_upside_down = It ends before it begins: check the dates.
members-period_malformed = Write dates as 2019-03, or just 2019.
members-skill_missing = Write what you can do, in a few words.
members-link_malformed = An address begins with https:// and names a site.
members-photo_missing = There is no file: choose a picture and try again.
members-photo_unreadable = This file is not a picture that we can read: JPEG, PNG or WebP will do.
members-photo_broken = This picture is damaged, or ends too early: choose another copy of it.
members-photo_moves = This picture moves: choose one that keeps still.
members-photo_too_large = The file of a picture can be { $megabytes } MB at most.
members-photo_too_wide = A picture can have { $millions } million points and { $side } on a side at most: make it smaller first.
members-too_many_tokens = You have { $limit } keys for programs already: remove one.
members-token_name_missing = Give the key a name of at most 80 characters, so that you know what it is for.
members-theme_unknown = The look is light, dark or that of the device.
members-sharing_unknown = Your connections are seen by your connections (ties) or by nobody (nobody).
members-spoken_malformed = Write languages by their code, as it or pt-BR: 50 at most.
members-row_too_long = This entry can have { $limit } characters at most.
members-description_too_long = The description can have { $limit } characters at most.
members-provider_barred = Addresses of this provider are not accepted here. Use another address.
members-email_taken = This address belongs to a member already.
members-email_unchanged = That is your address already.

settings-title = Settings
settings-lead = A few, and each says what it changes.
settings-nav = Sections of the settings
settings-profile = Your profile
settings-own-page = See your page
settings-invite = Invite somebody
settings-sign-out = Sign out
settings-look = Language and look
settings-language = Language
settings-theme = Look
settings-theme-device = Same as the device
settings-theme-light = Light
settings-theme-dark = Dark
settings-save = Save
settings-access = Access
settings-email-confirmed = confirmed
settings-email-claimed = not confirmed yet: open the letter that we sent you
settings-email-again = Send the letter again
settings-email-change = Change address
settings-email-new = New address
settings-email-hint = We write to it. It counts when you open the letter; until then the old one stays.
settings-email-do = Write to the new address
settings-password-now = Your current password
settings-password-new = New password
settings-password-change = Change password
settings-password-first = still the first one
settings-password-age = changed { $ago }
settings-password-ends = Whoever is signed in on other devices or programs will have to sign in again.
settings-password-do = Change the password
settings-sessions = Where you are signed in
settings-session-here = this device
settings-session-unknown = Another device
settings-session-seen = last seen { $ago }
settings-session-end = Sign out
settings-sessions-end = Sign out all the others
settings-sharing = Who sees what
settings-mail = Mail
settings-connector = People I know may be reached through me
settings-connector-hint = Somebody looking for a path to a person I know may see my name.
settings-found = Whoever has my address already may find me
settings-found-hint = Only once you have confirmed it. Whoever does not have it does not see it.
settings-shares = My connections see my address
settings-shares-hint = On your page, only for your connections.
settings-ties = Who sees my connections
settings-ties-ties = My connections
settings-ties-ties-hint = Everybody else sees only the people you both know.
settings-ties-nobody = Nobody
settings-ties-nobody-hint = None of your connections is shown to others: in no list, no count, no path.
settings-programs = Programs
settings-programs-lead = A program that you use signs in with a key, not with your password. Each key can do what you can do.
settings-token-once = Here is the key. We show it only now: copy it.
settings-token-name = What it is for
settings-token-do = New key
settings-token-unused = never used
settings-token-used = used { $ago }
settings-remove = Remove
settings-data = Your data
settings-export = Take everything
settings-export-lead = Profile, garden, notes, contacts, history. Open formats: JSON, vCard, CSV, JSON Resume.
settings-export-do = Prepare the archive
settings-leave = Close your place
settings-leave-lead = After { $days } days we erase everything; backups hold it as long as whoever runs this server keeps them. Until then you can change your mind. The people in your garden get no notice.
settings-leave-kept = What others wrote stays with them: the messages you exchanged, without your name, and what they noted on a card that they made by hand. Everything else about you goes, their notes and history of your tie too.
settings-leave-want = I want to erase everything
settings-leave-password = Write your password to confirm
settings-leave-do = Erase in { $days } days
settings-leaving = We erase everything on { $day }. Until then you can use Pergola as always, and take your data with you.
settings-stay = I changed my mind: I stay
done-saved = Saved.
done-password-changed = The password is changed. Other devices and programs will have to sign in again.
done-password-set = The new password works from now on: sign in.
done-session-ended = That device is out.
done-sessions-ended = All other devices are out.
done-token-removed = The key no longer works.
done-staying = You stay. We erase nothing.
done-address-confirmed = The address is confirmed. Thank you.
done-reset-asked = If that address is somebody’s here, we sent a letter to it. The link is good for an hour.
done-invited = If that address wants letters from us, yours is on its way.
done-no-more-letters = We will not write to you again.
members-too_many_invitations = You have sent { $limit } invitations by e-mail today: the others tomorrow.

letters-confirm = Confirm your address
letters-confirm-lead = Is { $email } the address of { $name }? If it is yours, press the button.
letters-confirm-do = It is my address
letters-reset = A new password
letters-reset-lead = For { $name }, username { $handle }.
letters-reset-do = Use this password
letters-join = An invitation
letters-join-lead = { $name } invites you here. You can take your place, or tell us not to write to you again: we tell nobody.
letters-join-do = Take your place
letters-join-never = Do not write to me again
reset-title = You do not remember the password
reset-lead = Write your address: we send you a letter with a link to choose a new one.
reset-do = Send me the letter
invite-title = Invite somebody
invite-lead = We write one letter, with your name. We send no reminders, and whoever gets it can tell us not to write again. We do not tell you whether the address already belongs to somebody here.
invite-do = Send the invitation

letter-foot =
    --
    { $server }, { $address }
    The server wrote this letter: no need to answer.
letter-confirm-subject = { $server }: confirm your address
letter-confirm-text =
    Hello { $name },

    to confirm that this address is yours, open this page and press the button:

    { $link }

    The link is good for two days. If it was not you who wrote to us, do nothing.
letter-known-subject = { $server }: you have a place already
letter-known-text =
    Hello { $name },

    somebody gave this address on { $server }. If it was you: you have a place here already, your username is { $handle }. Sign in here, and if you do not remember the password you can choose a new one:

    { $address }/sign-in

    If it was not you, do nothing: nobody can use your address without opening your letters.
letter-moved-subject = { $server }: your address has changed
letter-moved-text =
    Hello { $name },

    your place on { $server } has another e-mail address from now on, and this one counts no more. If it was not you, write to whoever runs the server at once.
letter-password-subject = { $server }: your password has changed
letter-password-text =
    Hello { $name },

    your password on { $server } has changed. If it was not you, choose a new one at once:

    { $address }/reset
letter-reset-subject = { $server }: a new password
letter-reset-text =
    Hello { $name },

    to choose a new password for the username { $handle }, open this page:

    { $link }

    The link is good for an hour and only once. If you did not ask for it, do nothing: the password stays as it was.
letter-leaving-subject = { $server }: your place closes
letter-leaving-text =
    Hello { $name },

    as you asked, on { $day } we erase everything that is yours. Until then you can take your data with you, or change your mind:

    { $address }/settings
letter-invited-subject = { $name } invites you to { $server }
letter-invited-text =
    Hello,

    { $name } (username { $handle }) invites you to { $server }, a professional network that one tends, not one that one scrolls. This is their page:

    { $page }

    If you want to take your place, or to get no more letters from us, open this page. The link is good for two weeks:

    { $link }

    We keep nothing else of you, and we send no reminders.
letter-invited-member-subject = { $name } is looking for you on { $server }
letter-invited-member-text =
    Hello,

    { $name } (username { $handle }) did not know that you have a place on { $server } already, and wanted to invite you. If you know each other, this is their page:

    { $page }

    To get no more letters like this one, of anybody, open this page:

    { $link }
profile-title = Your profile
profile-lead = Members of this server see it. Each line helps people who have met you to find you again.
profile-photo = How you look
profile-photo-choose = Choose a photo
profile-photo-other = Choose another photo
profile-photo-hint = JPEG, PNG or WebP, up to 10 MB. We crop it to a square and keep nothing else of it: not where or when it was taken.
profile-photo-show = Show this photo
profile-photo-remove = Remove the photo
profile-headline = What you do, in one line
profile-place = Where you live
profile-languages = Languages you speak
profile-languages-hint = Codes separated by commas, such as it, en, fr.
profile-about = About you
profile-keep = Save
profile-see = See the page
profile-remove = Remove
profile-add = Add
profile-work = Where you worked
profile-work-add = Add a job
profile-work-change = Edit this job
profile-study-change = Edit these studies
profile-in = In which place
profile-field = Subject
profile-over = It has ended
profile-back = Back without saving
profile-change = Edit
profile-where = Where
profile-as = As
profile-from = From (such as 2019-03, or 2019)
profile-to = Until (leave empty if you still do)
profile-what = What you did
profile-study = Where you studied
profile-study-add = Add a school
profile-school = School
profile-degree = Degree or subject
profile-skills = What you can do
profile-skills-add = Add something you can do
profile-skill = In a few words
profile-links = Elsewhere
profile-links-add = Add an address
profile-label = What it is called
profile-url = Address, with https://
profile-since = since { $month }
profile-span = { $from } – { $to }
done-profile-kept = The profile is changed.
