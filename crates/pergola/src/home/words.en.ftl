# Today.

today-lead = One step, { $due ->
    [0] nobody to tend
    [1] one person to tend
   *[other] { $due } people to tend
}, { $news ->
    [0] no news
    [1] one piece of news
   *[other] { $news } pieces of news
}. Then that is all.
today-nothing = Nothing waits for you today. Have a good day at work.
today-toto = Toto, by your side
today-minutes = { $minutes ->
    [1] about a minute
   *[other] about { $minutes } minutes
}
today-only-you = only you see it
today-source = Where this advice comes from
today-news = What happened
today-all-news = All news
today-why-these = Why these
today-end = That is all for today
today-end-why = The rest can wait.
today-side = In the margin
today-tend = To tend
today-nobody-due = Nobody this week.
today-garden = Go to the garden
today-asking = A question for you
today-asking-count = { $count ->
    [1] One person would like to connect with you.
   *[other] { $count } people would like to connect with you.
}
today-asking-read = Read who it is
step-answer-title = { $count ->
    [1] One person waits for your answer
   *[other] { $count } people wait for your answer
}
step-answer-why = they wrote how you met. A no is an answer too, and nobody sees it.
step-answer-act = Read the invitations
step-answer-source = From invitations that you got and have not answered yet.
step-import-title = Bring the people you know already
step-import-why = your network does not begin today. If you have a LinkedIn archive or an address book, we read it together; we write to nobody.
step-import-act = Bring an archive
step-import-source = Your garden is empty. Toto only looks at how many people are in it.
step-plant-title = { $count ->
    [1] One person waits for a bed
   *[other] { $count } people wait for a bed
}
step-plant-why = saying why somebody matters helps to remember it. Begin with five.
step-plant-act = Give them a place
step-plant-source = From people in your garden who are in no bed.
step-tend-title = Get in touch with { $name }
step-tend-why = you chose how often you want to hear from each other, and the time has passed. Two lines are enough.
step-tend-act = Go to the garden
step-tend-source = From the rhythm you chose and the last time you were in touch. Toto does not read your messages.
step-proposals-title = Your archive offers something for your profile
step-proposals-why = { $count ->
    [1] one offer waits. You decide whether to take it.
   *[other] { $count } offers wait. You decide which to take.
}
step-proposals-act = See the offers
step-proposals-source = From the last file that you brought here.
step-tell-title = Tell where you have worked
step-tell-why = whoever met you there finds you again, and you find them.
step-tell-act = Open the profile
step-tell-source = Your profile says nothing of your work or studies yet.
step-invite-title = Invite somebody you know
step-invite-why = there are people here whom you may know already, and it says why.
step-invite-act = See who
step-invite-source = From your connections, and from work and studies that you both show.
