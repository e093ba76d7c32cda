# Jobs

jobs-title_missing = Say what the job is.
jobs-title_too_long = A title has { $most } characters at most: the rest goes into the text.
jobs-text_missing = Tell about the job in two lines at least.
jobs-text_too_long = The text has { $most } characters at most.
jobs-pay_missing = Say what it pays. No ad is posted here without its pay.
jobs-pay_malformed = Write the pay in figures, such as 32,000, 32k or 18.50.
jobs-pay_of_another = The sign beside the pay is of another currency: choose the right one, or leave the sign out.
jobs-pay_too_little = Less than { $least } a year: write the whole amount, such as 32,000. Expenses are told by the month.
jobs-pay_upside_down = The higher pay is below the lower one: perhaps they are swapped.
jobs-pay_too_wide = So wide a range tells nothing: the higher end may be three times the lower at most.
jobs-currency_unknown = We do not know this currency. Try EUR or GBP.
jobs-period_unknown = Say whether the pay is for a year, a month, a day or an hour.
jobs-contract_unknown = Choose the kind of contract.
jobs-remote_unknown = Say where the work is done: on site, both, or from anywhere.
jobs-hours_malformed = Hours a week are a number from 1 to 60.
jobs-place_missing = Say where the work is done. Only a job from anywhere needs no place.
jobs-client_missing = If you look on behalf of others, say for whom, or that the client is not named.
jobs-client_of_nobody = Only agencies and head hunters look on behalf of others.
jobs-languages_malformed = Write languages by their tags, such as it or en: { $most } at most.
jobs-too_many_skills = { $most } skills are enough: those that are really needed.
jobs-too_many_questions = You may ask { $most } questions at most.
jobs-question_too_long = A question has { $most } characters at most.
jobs-title_asks_past_pay = The title asks what applicants earn or earned: nobody is asked that here. You may ask what they would like to earn.
jobs-text_asks_past_pay = The text asks what applicants earn or earned: nobody is asked that here. You may ask what they would like to earn.
jobs-asks_past_pay = Nobody is asked here what they earn or earned. You may ask what they would like to earn.
jobs-too_many_steps = An ad tells of { $most } steps at most.
jobs-step_too_long = A step has { $most } characters at most.
jobs-kept_malformed = What applicants send is kept from { $least } to { $most } days.
jobs-not_speaking = Only those who speak for this organisation may post for it.
jobs-too_many_ads = An organisation may have { $most } open ads: close some.
jobs-closed = This ad is closed.
jobs-outcome_unknown = Say how it ended: filled here, filled elsewhere, or stopped.
jobs-too_old = An ad lives { $most } days at most. If it is still needed, write a new one.
jobs-nothing_to_confirm = There is nothing to confirm for now.
jobs-own_ad = It is your own ad: you cannot apply to it.
jobs-applied_already = You have applied here already. You find it among your applications.
jobs-letter_too_long = The letter has { $most } characters at most.
jobs-answer_missing = One question has no answer.
jobs-answer_too_long = An answer has { $most } characters at most.
jobs-nothing_sent = Choose what to send.
jobs-stage_over = This application has come to its end already.
jobs-stage_backwards = An application only goes forward, and only the person who sent it may withdraw it.
jobs-move_too_long = The words that go with the answer have { $most } characters at most.
jobs-not_there = Only those who work there may refer somebody.
jobs-referred_already = You have referred this person for this job already.
jobs-referral_stranger = You can refer people you know: your connections, or those you were introduced to.
jobs-referral_answer_unknown = Say whether you use it or rather not.
jobs-referral_missing = Write one sentence: why this person.
jobs-referral_too_long = A referral has { $most } characters at most.

jobs-lead = First the ads where you know somebody. No ad gets in here without its pay.
jobs-filter = Filter the ads
jobs-words = Words
jobs-where = Where
jobs-around = How far from there
jobs-around-name = only there
jobs-within = up to { $km } km
jobs-place-unknown = We know no city called { $place }, so we looked only for the name.
jobs-at-least = At least, a year before tax
jobs-any = any
jobs-remote = Where you work
jobs-remote-on_site = on site
jobs-remote-mixed = partly on site, partly from home
jobs-remote-anywhere = anywhere
jobs-contract = Contract
jobs-contract-permanent = permanent
jobs-contract-temporary = temporary
jobs-contract-freelance = freelance
jobs-contract-apprentice = apprenticeship
jobs-contract-internship = internship
jobs-contract-volunteer = volunteering
jobs-language = Language of the work
jobs-who-posts = Who posts
jobs-path = Path
jobs-known-any = All ads
jobs-known-1 = I know somebody there
jobs-known-2 = I know somebody who knows somebody
jobs-known-3 = Up to three steps
jobs-apply-filter = Apply
jobs-all = Remove the filters
jobs-bar-says = The pay bar goes from 15,000 to 75,000 euros a year before tax; the ticks are at 30, 45 and 60 thousand.
jobs-bar-from = €15,000
jobs-bar-to = €75,000
jobs-none = No ads like this for now.
jobs-know = People you know there
jobs-know-one-now = { $name } works there.
jobs-know-one-once = { $name } worked there.
jobs-know-two = { $name } and { $other } are or were there.
jobs-unproven = unproven organisation
jobs-pages = Pages
jobs-page = Page { $page } of { $pages }
jobs-before = Ads before
jobs-next = More ads
jobs-older = Older ads
jobs-mine = My ads and applications
jobs-amount = { $whole }
jobs-amount-part = { $whole }.{ $part }
jobs-range = { $from }–{ $to }
jobs-money = { $currency }{ $range }
jobs-money-code = { $currency } { $range }
jobs-pay-year = { $money } a year before tax
jobs-pay-month = { $money } a month before tax
jobs-pay-day = { $money } a day before tax
jobs-pay-hour = { $money } an hour before tax
jobs-place-mixed = { $place }, partly from home
jobs-place-anywhere = from anywhere
jobs-place-or-anywhere = { $place }, or from anywhere
jobs-full-time = full time, { $contract }
jobs-hours-week = { $hours } hours a week, { $contract }
jobs-who-for = { $name }, for { $client }
jobs-who-where = { $who }, { $place }
jobs-client-not-named = the client is not named
jobs-for-itself = posts for itself
jobs-for-client = on behalf of { $client }
jobs-answers-same-day = answers the same day
jobs-record-nobody-yet = nobody is waiting for an answer yet
jobs-in-short = In short
jobs-closes-on = closes on { $day }
jobs-closed-on = closed on { $day }: { $outcome }
jobs-hidden-on = taken away by moderators on { $day }
jobs-open-until = open, to be confirmed on { $day }
jobs-outcome-through_pergola = filled here
jobs-outcome-otherwise = filled elsewhere
jobs-outcome-stopped = stopped
jobs-outcome-not_confirmed = not confirmed
jobs-yours = This is an ad of your organisation
jobs-edit = Edit the ad
jobs-know-nobody = Nobody in your network, up to three steps, works or worked there.
jobs-ask-introduce = Ask { $name } to introduce you
jobs-ask-how-it-is = Ask { $name } what it is like
jobs-visitor = Members also see whom they know there, and how to get to them.
jobs-sign-in = Sign in
jobs-the-work = The work
jobs-skills = Skills that are needed
jobs-record = How those who post answer
jobs-record-why = Pergola counts it from what happened: nobody can change it.
jobs-apply = Apply with your profile
jobs-apply-there = Apply on their site
jobs-all-open = The open ads written here, for other readers:
jobs-new = New ad
jobs-new-lead = With its pay, and a person behind it. There is no field for past pay, and asking for it is not allowed.
jobs-for-organisation = For which organisation
jobs-title = What the job is
jobs-text = The job, in your words
jobs-text-hint = With # for headings, - for lists, ** for bold.
jobs-client = On whose behalf
jobs-client-hint = Only for agencies and head hunters.
jobs-client-unnamed = The client is not named
jobs-pay = What it pays
jobs-pay-from = From, before tax
jobs-pay-hint = For example 32,000 or 18.50
jobs-pay-to = To
jobs-currency = Currency
jobs-period = Period
jobs-period-year = a year
jobs-period-month = a month
jobs-period-day = a day
jobs-period-hour = an hour
jobs-place = Where
jobs-hours = Hours a week
jobs-hours-hint = Leave it empty if it does not matter.
jobs-commas = Separated by commas.
jobs-languages = Languages of the work
jobs-languages-hint = For example it, en
jobs-questions = Questions to applicants
jobs-questions-hint = One per line, five at most.
jobs-kept = For how many days you keep what applicants send
jobs-kept-hint = From 30 to 365; then it is erased by itself.
jobs-life = An ad lives 30 days, then we ask you to confirm it; at 90 days it closes. When you close it we ask how it ended.
jobs-save = Save
jobs-post = Post
jobs-mine-lead = The ads of the organisations you speak for, and the applications you sent.
jobs-mine-none = You speak for no organisation yet.
jobs-due = Does it still hold? Without a word of yours it closes by itself in a few days.
jobs-confirm = Yes, it still holds
jobs-close = Close the ad
jobs-how-ended = How did it end?
jobs-close-do = Close
jobs-applicant_unknown = There is nobody here with this username.
jobs-stage_unknown = We do not know this step.
jobs-openness_unknown = Choose whom to tell: nobody, proven organisations, everybody.
jobs-too_many_searches = You may save { $most } searches.
jobs-search_for_proven = Those who speak for a proven organisation may save a search over people open to work.
jobs-too_many_not = You may add { $most } names.
jobs-not_too_long = A name has { $most } characters at most.
jobs-search_malformed = This search cannot be understood: one of the filters is wrong.
jobs-feed_without_reader = A feed has no reader, so it cannot tell where you know somebody. Take that part out of its address, or save the search: then we tell you once a day.
jobs-feed_malformed = The address of a feed begins with https://.
jobs-too_many_feeds = An organisation may have { $most } feeds.
done-job-posted = Posted.
done-job-changed = Saved.
done-job-confirmed = Confirmed: it stays for 30 more days.
done-job-closed = Closed.
notice-job_commented = { $name } answered below an ad of yours
notice-job_back = An ad of yours that moderators took away can be read again
notice-job_due = An ad of yours waits for a word: does it still hold?
notice-jobs_vanished = Ads that we read from another site for you are closed: they are there no more
jobs-know-more = { $count ->
    [one] { $name } and one more person are or were there.
   *[other] { $name } and { $count } more people are or were there.
}
jobs-know-through = { $count ->
    [one] You know somebody who knows { $name }.
   *[other] You know people who know { $name } and others: { $count } in all.
}
jobs-found = { $count ->
    [0] No ads
    [one] One ad
   *[other] { FIRST($count) } ads
}
jobs-found-near = { $count ->
    [one] One ad, where you know somebody
   *[other] { FIRST($count) } ads, and you know somebody at { $near ->
        [1] one
       *[other] { WORDS($near) }
    }
}
jobs-know-all = { $count ->
    [one] And one more person
   *[other] And { WORDS($count) } more people
}
jobs-answers-in = { $days ->
    [one] answers in one day
   *[other] answers in { $days } days
}
jobs-record-ads = { $count ->
    [one] one ad in all
   *[other] { $count } ads in all
}
jobs-record-since = counted since { $day }: before, others spoke for this name
jobs-record-here = { $count ->
    [one] one filled here
   *[other] { $count } filled here
}
jobs-record-otherwise = { $count ->
    [one] one filled elsewhere
   *[other] { $count } filled elsewhere
}
jobs-record-stopped = { $count ->
    [one] one stopped
   *[other] { $count } stopped
}
jobs-record-not-confirmed = { $count ->
    [one] one not confirmed
   *[other] { $count } not confirmed
}
jobs-record-answered = { $due ->
    [one] answered { $percent }% of those who applied, one person so far
   *[other] answered { $percent }% of those who applied ({ $due } people)
}
jobs-kept-days = { $days ->
    [one] What you send is erased after one day.
   *[other] What you send is erased after { $days } days.
}
jobs-steps = How you choose
jobs-steps-hint = One step a line, six at most; at its end, in parentheses, how long it takes: “A call with Berta (within 12 days)”.
jobs-choose = How they choose
jobs-choose-untold = The ad tells of no steps of its own: here every application goes like this.
jobs-choose-who = { $name } answers.
jobs-choose-all = So far everybody has had an answer.
jobs-choose-share = { $percent } % of those who applied had an answer.
jobs-choose-reads = { $name } reads what you send
jobs-choose-talks = If it goes on, you talk in a conversation here
jobs-choose-silence = whatever it is; silence beyond 30 days is counted
jobs-choose-steps = { $count ->
    [one] One step.
   *[other] { FIRST($count) } steps.
}
jobs-choose-who-when = { $days ->
    [0] { $name } answers, usually the same day.
    [one] { $name } answers, usually within a day.
   *[other] { $name } answers, usually in { $days } days.
}
jobs-what-to-send = What you send
jobs-part-contacts = Name and address
jobs-part-experience = Experience
jobs-part-education = Studies
jobs-part-skills = Skills
jobs-part-about = About you
jobs-part-links = Links
jobs-in-which-form = In which form
jobs-part-page = As a page, here
jobs-part-resume = As a JSON Resume file
jobs-part-pdf = As a PDF
jobs-files-alone = Sent as a file alone, without the page.
jobs-with-pdf = With the PDF
jobs-ad-then = The ad as it was when the application was sent
jobs-talk = The conversation
jobs-move-words = A few words to go with the answer, if you like: both of you read them
jobs-letter = Two lines for { $name }
jobs-referrer-sees = Those who have referred me so far, and whose word I use, may see how it goes
jobs-look-and-send = Look and send
jobs-look-first = See how it will be read
jobs-look-again = Look again
jobs-look-why = Before you send it you see the exact page that they will read.
jobs-withdraw-any-time = You may withdraw it at any time.
jobs-apply-lead = Choose what to send.
jobs-preview-lead = This is how { $name } will read it. When it is right, send it.
jobs-send = Send
jobs-sheet = The application
jobs-sheet-letter = Letter
jobs-with-file = With the JSON Resume file
jobs-application = Application
jobs-applications = Applications
jobs-applications-none = None so far.
jobs-applied-for = For { $title }
jobs-applied = You have applied.
jobs-see-it = See it
jobs-another = Another application of yours
jobs-my-applications = My applications
jobs-my-applications-none = You have sent none.
jobs-where-it-stands = Where it stands
jobs-what-next = What you may do
jobs-answer = Answer
jobs-answer-comes = whatever it is
jobs-erased-on = All of this is erased on { $day }.
jobs-silence-counts = Anybody left without an answer for 30 days is counted on your ads.
jobs-withdraw = Withdraw the application
jobs-stage-sent = Sent
jobs-stage-seen = Seen
jobs-stage-in_conversation = In conversation
jobs-stage-offer = Offer
jobs-stage-hired = Hired
jobs-stage-not_this_time = Not this time
jobs-stage-withdrawn = Withdrawn
jobs-over = The organisation has changed hands, or nobody speaks for it any more: nobody there reads what you sent.
jobs-do-in_conversation = Begin to talk
jobs-do-offer = Make an offer
jobs-do-hired = Done: they start here
jobs-do-not_this_time = Not this time
jobs-referrals = Who refers this person
jobs-referrals-given = Referrals you gave
jobs-referrals-all = Referrals
jobs-referrals-received = For you
jobs-referrals-received-lead = You read them before anybody else: the organisation sees only those you use, with the application. Whoever wrote them does not learn what you chose.
jobs-referred-you = Who refers you
jobs-referral-use = Use it
jobs-referral-rather-not = I would rather not
jobs-referral-used = You use it: it is read with your application.
jobs-referral-declined = You do not use it.
jobs-referral-take-back = Take it back
jobs-referrals-lead = You see how it goes if the person you referred agrees.
jobs-referrals-none = None so far.
jobs-referral-untold = not yet known how it is going
jobs-referral-is-a-favour = A referral is a favour: whoever gives it reads your profile first and may say no, without the organisation knowing.
jobs-you-work-there = You work there
jobs-refer = Refer somebody
jobs-refer-lead = A sentence of yours, which the person reads first. The organisation reads it with the application.
jobs-refer-whom = Who, by username
jobs-refer-why = Why this person
jobs-refer-do = Refer
jobs-ask-refer = Ask { $name } to refer you
jobs-ask-referral-title = Ask for a referral
jobs-ask-referral-lead = The words are ready: change them, or send them as they are. Only { $name } reads them.
jobs-ask-referral-text = The message
jobs-ask-referral-words = Hello { $name }, I would like to apply for “{ $title }” where you work. Would you refer me? If you would rather not, that is fine.
done-applied = Sent: here you see where it stands.
done-application-moved = Done.
done-application-shared = Saved.
done-referred = Referred.
done-referral-answered = Saved.
done-referral-back = Taken back.
done-referral-asked = Sent.
notice-application_came = { $name } applied to an ad of yours
notice-application_moved = An application of yours has moved on: there is an answer
notice-application_withdrawn = { $name } withdrew the application
notice-application_over = Nobody reads an application of yours any more: the organisation has changed hands
notice-application_closed = An ad to which you applied is closed
notice-application_open = An ad to which you applied is open again
notice-job_referred = { $name } referred you for a job
jobs-referral-count = { $count ->
    [one] referred by one person
   *[other] referred by { $count } people
}
jobs-openness = Open to work
jobs-openness-lead = If you would move, only those you choose are told.
jobs-openness-to = Whom you tell
jobs-open-to-nobody = nobody
jobs-open-to-organisations = those who speak for a proven organisation
jobs-open-to-everybody = everybody here
jobs-openness-words = What you would like, in one line
jobs-employer-never = It will never be known to people of:
jobs-employer-unknown = We do not know where you work: without that we cannot hide it from your employer.
jobs-employer-tell = Write it in your profile
jobs-also-not = It must not be known either to people of
jobs-also-not-hint = One name per line: the parent company, a client, whoever works with your firm. If names are alike we always choose to hide it.
jobs-people = Who is open to work
jobs-people-lead = You see those who chose to tell you. Whoever speaks for a proven organisation sees more; your colleagues are never here.
jobs-people-none = Nobody for now.
jobs-people-words = What they would like
jobs-people-place = Where they are
jobs-people-skill = What they can do
jobs-people-employer = Where they work now
jobs-people-next = More people
jobs-own_staff = You cannot look for your own colleagues, or for those of a client of yours, among those open to work.
jobs-words_too_long = One line: { $most } characters at most.
jobs-searches = Saved searches
jobs-searches-lead = Once a day we tell you whether there is something new. Only you know what you are looking for.
jobs-searches-none = You have none. Filter the ads and save the search.
jobs-search-save = Tell me once a day
jobs-search-remove = Remove
jobs-from-pay = from { $money }
jobs-feeds = Ads from another site
jobs-feeds-lead = Every six hours we read an XML file in Indeed’s style, or a page with JobPostings of schema.org. What vanishes there closes here.
jobs-feed-url = Address
jobs-feed-add = Add
jobs-feed-remove = Remove
jobs-feed-waits = not read yet
jobs-feed-taken = { $taken } read, { $skipped } left
jobs-feed-left = { $count }: { $why }
jobs-feed_unproven = Feeds are read for a proven organisation only.
jobs-feed_unreadable = There are no ads there that we can read.
jobs-feed_too_many = There are more than { $most } ads: we read none of them.
jobs-feed_unreachable = Nobody answers there.
jobs-feed_gone = The page is gone. If it is still gone next time, the ads that came from there close.
jobs-feed_empty = There is no ad on the page any more. If that is so next time too, those that came from there close.
jobs-feed_private = It leads to an address that is not open to everybody: we do not go there.
jobs-feed_too_large = The file is too large: 5 MB at most.
jobs-feed_too_slow = It took too long to answer.
jobs-feed_of_another = It is in the name of another organisation.
jobs-feed_keyless = It has no key of its own in the feed, or the key is there twice.
done-search-saved = Saved.
done-search-removed = Removed.
done-openness-kept = Saved.
done-feed-added = Added: we read it within the hour.
done-feed-removed = Removed: its ads are closed.
notice-search_found = There is something new in your job searches
