# Moderation: reporting, deciding, being heard.

moderation-why_unknown = Choose what is wrong with it.
moderation-words_too_long = Your words can have { $limit } characters at most.
moderation-oneself = This is your own: you can change or delete it yourself.
moderation-measure_unknown = Choose what is to happen.
moderation-measure_unfit = That does not fit what this is about.
moderation-reason_missing = Say why: whoever is affected has a right to know.
moderation-reason_too_long = The reason can have { $limit } characters at most.
moderation-days_malformed = Write a number of days: up to { $silence } for silence, up to { $suspension } for a closed account.
moderation-own_matter = You wrote or reported this yourself: another moderator judges it.
moderation-already_decided = This has been decided already.
moderation-not_private = This can be read already.
moderation-already_asked = Two moderators have agreed to read it: these two read it, nobody else.
moderation-second_person = You asked for it: another moderator must agree.
moderation-unread = Nobody has read this and nobody reported it: you can let it go or keep it, and nothing else.
moderation-unreported = Not everybody may read this and nobody reported it, so no moderator reads it: let it go or keep it, by what the check saw and by who wrote it.
moderation-appeal_missing = Say why you think it is wrong.
moderation-appeal_too_long = Your words can have { $limit } characters at most.
moderation-already_appealed = You have appealed already.
moderation-appeal_too_late = You can appeal within { $days } days.
moderation-nothing_to_appeal = Nothing was decided against you here.
moderation-not_appealed = Nobody has appealed against this.
moderation-already_taken_out = Somebody who looks after the group has taken this out already.
moderation-runs_server = This account runs the server: it can be neither silenced nor closed here. You can take the thing away, or warn.
moderation-own_decision = You decided this: another moderator hears the appeal.
moderation-domain_malformed = Write a domain such as example.org, nothing else.
moderation-silenced = For now you cannot write for everybody or to people you do not know. Why, and how to appeal, is on the page “Decisions about you”. You can still read, and write to people you know.
moderation-suspended = This account is closed by a decision of the moderators. Sign in with a browser to read why, to appeal, to take your things or to leave.
moderation-too_many_today = You have reported { $limit } things in a day: that is enough for today.

moderation-about-member = A person
moderation-about-post = A post
moderation-about-comment = An answer below a post
moderation-about-message = A message
moderation-about-ask = An ask or offer
moderation-about-job = A job
moderation-about-event = An event
moderation-about-group = A group
moderation-about-invitation = Words with an invitation
moderation-about-letter = A letter to whoever runs the server
moderation-why-spam = Spam
moderation-why-fraud = Fraud
moderation-why-harassment = Harassment
moderation-why-hate = Hate
moderation-why-private = Somebody’s private matters
moderation-why-false_job = A job that is not what it says
moderation-why-impersonation = Somebody pretending to be somebody else
moderation-why-illegal = Against the law
moderation-why-other = Something else
moderation-measure-nothing = There is nothing wrong with it
moderation-measure-hide = Not shown any more
moderation-measure-warn = A warning
moderation-measure-silence = Writes nothing for everybody for some days
moderation-measure-suspend = The account is closed
moderation-measure-out_of_group = Taken out of a group
moderation-hearing-stands = In force
moderation-hearing-appealed = Appealed
moderation-hearing-upheld = Another moderator upheld it:
moderation-hearing-lifted = Another moderator lifted it:
moderation-sign-leads_elsewhere = leads away to another messenger
moderation-sign-link = a link
moderation-sign-short_link = a link that hides where it leads
moderation-sign-money = money
moderation-sign-pay_first = pay first
moderation-sign-asks_for_secrets = asks for papers, codes or passwords
moderation-sign-urgent = haste
moderation-sign-too_good = too good to be true
moderation-sign-disguised = letters in disguise
moderation-sign-shouts = shouts
moderation-sign-like_decided = like what you decided before
moderation-sign-reads_like = reads like spam
moderation-sign-sure = the check is sure
moderation-sign-unsure = the check is not sure
moderation-sign-barred_domain = a link to a domain that is not welcome
moderation-sign-akismet = Akismet takes it for spam
moderation-sign-akismet_discard = Akismet takes it for plain spam
moderation-sign-akismet_later = Akismet wants to look once more
moderation-sign-akismet_silent = Akismet could not be asked

report-title = Report
report-link = report
report-head = Report: { $what }
report-lead = Moderators of this network look at it. You will hear when they have.
report-why = What is wrong with it?
report-words = Anything they should know
report-words-hint = If you like; { $limit } characters at most.
report-who-sees = Only moderators see that it was you.
report-private = This is not for everybody: moderators can read it only when two of them agree, and only this, nothing around it.
report-send = Report
reports-title = What you reported
reports-lead = The latest first. What was decided about somebody else is told to them, not to you.
reports-none = You have not reported anything.
reports-waiting = waiting
reports-decided = looked into, and decided
done-reported = Thank you. Moderators will look at it.

decisions-title = Decisions about you
decisions-lead = What waits for moderators, and what they decided about you or about what you wrote.
decisions-none = There is nothing here.
decisions-suspended = Your account is closed by a decision. You can read why, appeal, take your things, and leave.
decisions-export = Take your things
decisions-leave = Close your place
decisions-waiting = Waiting for a moderator
decisions-waiting-lead = It looked like spam to the check, which errs now and then. A moderator lets it go or takes it away; what is not for everybody he does not read alone. Nothing is lost.
decisions-read = Read, or appeal
decision-title = A decision about you
decision-lead = By the moderators of this network.
decision-lead-group = By whoever looks after the group you wrote in. The moderators of this network hear your appeal.
decision-until = until { $day }
decision-appeal = Appeal:
appeal-words = Why do you think it is wrong?
appeal-hint = Within { $days } days, once, { $limit } characters at most. A moderator who did not decide this hears it.
appeal-send = Appeal
appeal-waits = Your appeal waits for another moderator.
done-appealed = Your appeal is with the moderators.

moderation-title = Moderation
moderation-lead = { $count ->
    [0] Nothing waits
    [one] One thing waits
   *[other] { FIRST($count) } things wait
} and { $appeals ->
    [0] nobody appeals
    [one] one person appeals
   *[other] { WORDS($appeals) } people appeal
}.
moderation-appeals = Appeals
moderation-cases = Waiting
moderation-open = Open
moderation-more = More
moderation-held = held as spam
moderation-private = not for everybody
moderation-asked = a moderator asks to read it
moderation-somebody = somebody who is gone
case-title = A matter
case-author = By
case-text = What it says
case-page = Its page
case-picture = What it shows, in its author’s words:
case-before = What it said before, since it was reported
case-held-why = It is held: it goes out only if you find nothing wrong with it. Whatever else you decide takes it away, and an appeal that is granted lets it out.
case-held-unread = Unread, you let it go or keep it: nothing else comes of it for who wrote it.
case-gone = It is not there any more.
case-closed = Not everybody may read this, so you cannot just look. When a second moderator agrees, both of you read this and nothing else; it stands in the log.
case-alone = There is no other moderator here who could agree, so nobody reads it: decide by what the check saw, and by who wrote it.
case-asked = { $name } asks to read it.
case-ask = Ask to read it
case-agree = Agree, and read it
case-signs = The check saw:
case-reports = Reports
case-measure = What is to happen?
case-days = For how many days
case-days-hint = Silence: 1 to { $silence }. A closed account: 1 to { $suspension }, or empty for good.
case-reason = Why
case-reason-hint = Whoever is affected reads this; { $limit } characters at most.
case-decide = Decide
case-answer = Answer to the appeal
case-lift = Lift the decision
case-uphold = Uphold it
done-decided = Decided. Whoever is affected has been told.
done-opening = Noted in the log.
done-answered = Answered.
moderation-log-title = Log
moderation-log-lead = Who did what as a moderator. Nobody can change or remove anything here; who changes the database by hand is found out, as long as he does not rewrite all of it.
moderation-log-broken = Line { $line } is not as it was written: somebody changed the database by hand.
moderation-log-cut = Lines { $from } to { $to } are gone: somebody changed the database by hand.
moderation-log-uncounted = How many lines there were is gone: somebody changed the database by hand.
moderation-log-head = This is how far it goes: { $lines ->
    [one] one line
   *[other] { $lines } lines
}. Note it somewhere outside this server: whoever rewrites the whole log cannot make it fit what you noted.
moderation-log-case = the matter
moderation-act-nothing = { $name } found nothing wrong
moderation-act-hide = { $name } took it away
moderation-act-warn = { $name } warned its author
moderation-act-silence = { $name } silenced its author
moderation-act-suspend = { $name } closed the account
moderation-act-nothing_unread = { $name } let it go without reading it
moderation-act-hide_unread = { $name } took it away without reading it
moderation-act-warn_unread = { $name } warned its author without reading it
moderation-act-silence_unread = { $name } silenced its author without reading it
moderation-act-suspend_unread = { $name } closed the account without reading it
moderation-act-asked_to_read = { $name } asked to read it
moderation-act-agreed_to_read = { $name } agreed to read it
moderation-act-upheld = { $name } upheld the decision
moderation-act-took_out_of_group = { $name } took it out of a group that they look after
moderation-act-lifted = { $name } lifted the decision
moderation-act-barred_domain = { $name } barred a domain
moderation-act-unbarred_domain = { $name } let a domain in again
moderation-act-appointed = { $name } appointed a moderator
moderation-act-dismissed = { $name } dismissed a moderator
moderation-act-runs_server = { $name } runs the server from now on
moderation-act-runs_no_server = { $name } does not run the server any more
moderation-act-let_through = Asked again, the check let it through
moderation-domains-title = Domains
moderation-domains-lead = Addresses of these domains cannot join, and what links to them waits for a moderator. Members who are here already stay.
moderation-domain = Domain
moderation-bar = Bar it
moderation-unbar = Let it in
done-barred = The domain is barred.
done-unbarred = The domain is welcome again.
moderation-people-title = Moderators
moderation-people-lead = Members who judge what is reported. They see who reported and what; not notes, cards or other messages.
moderation-people-admins = Who runs the server can always judge.
moderation-handle = Username
moderation-nobody = There is no such member.
moderation-appoint = Appoint
moderation-dismiss = Dismiss
done-appointed = Appointed.
done-dismissed = Dismissed.

transparency-title = Moderation in counts
transparency-lead = What was reported to the moderators of this network and what they decided, by quarters that are over.
transparency-quarter = { $quarter ->
    [1] First
    [2] Second
    [3] Third
   *[other] Fourth
} quarter of { $year }
transparency-count = { $count ->
    [0] none
    [4] fewer than five
   *[other] about { $count }
}
transparency-quiet = Nothing.
transparency-reports = Reports
transparency-decisions = Decisions
transparency-appeals = Appeals
transparency-held = Held as spam until a moderator looked
transparency-why = Under five we only say “fewer than five”; other counts are rounded down to multiples of five: nobody should be recognisable in them.

inbox-moderation = { $count ->
    [one] One thing waits for a moderator.
   *[other] { FIRST($count) } things wait for a moderator.
}
inbox-moderation-act = Look
notice-held = Something of yours waits for a moderator
notice-released = What was waiting has been let through
notice-decided = The moderators decided about you or something you wrote
notice-appeal_answered = Your appeal has been answered
notice-report_decided = What you reported has been looked into
notice-taken_out_of_group = Something you wrote was taken out of a group: read why
