# Today.

today-lead = { $steps ->
    [0] No step today
   *[other] One step
}, { $due ->
    [0] nobody to tend
    [1] one person to tend
   *[other] { WORDS($due) } people to tend
}, { $pairs ->
    [0] nobody to introduce
    [1] two people to introduce
   *[other] { WORDS($pairs) } pairs to introduce
}, { $asks ->
    [0] no ask
    [1] one ask
   *[other] { WORDS($asks) } asks
}, { $news ->
    [0] no news
    [1] one piece of news
   *[other] { WORDS($news) } pieces of news
}. Then that is all.
today-nothing = Nothing waits for you today. Have a good day at work.
today-news = What happened
today-all-news = All news
today-why-these = Why these
today-end = That is all for today
today-end-why = You have seen what your network shared since yesterday.
today-end-rest = The rest can wait.
today-past-days = The past days are still there.
today-mirror = What you gave, and what you received
today-side = In the margin
today-tend = To tend
today-nobody-due = Nobody this week.
today-garden = Go to the garden
today-meetings = All meetings
today-asking = { $count ->
    [1] A question for you
   *[other] { FIRST($count) } questions for you
}
today-asking-all = All of it in your inbox
