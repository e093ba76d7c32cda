# The garden: beds, plants, whom to tend this week.

garden-title = Your garden
garden-lead = { $people ->
    [1] One person
   *[other] { $people_words } people
} in { $beds ->
    [1] one bed
   *[other] { $beds_words } beds
}. The nearer a plant is to the path, the stronger the tie.
garden-lead-no-beds = { $people ->
    [1] One person is waiting
   *[other] { $people_words } people are waiting
} for a bed. The nearer a plant is to the path, the stronger the tie.
garden-due = To tend this week
garden-due-lead = { $count ->
    [1] One person, no more. The others can wait.
   *[other] { $words } people, no more. The others can wait.
}
garden-due-rule = How they are chosen: first whoever is furthest beyond the rhythm you gave them and, among those, whoever is closest to you. One week in four there is also somebody you have not been in touch with for { $years ->
    [1] a year
   *[other] { $years_words } years
} or more. Whoever was named lately lets the others go first; whoever you put aside is not named for { $peace ->
    [1] a week
   *[other] { $peace_words } weeks
}.
due-thirsty = You are in touch { $rhythm }; last time { $ago }.
due-untold = You are in touch { $rhythm }; nothing is written here yet.
due-dormant = You have not been in touch for { $years ->
    [1] a year
   *[other] { $words } years
}. People who find each other again have much to tell: a greeting is enough.
due-done = We were in touch
due-not-now = Not now
garden-beds = The beds
garden-views = View of the garden
garden-view-both = Picture and list
garden-view-picture = Picture only
garden-view-list = List only
garden-foot = Each plant keeps its place until the tie changes. Only you see this garden. { $beds }, { $bring }, { $picture }.
garden-foot-beds = Add or rename a bed
garden-foot-bring = bring the people you know already
garden-foot-picture = download the picture
garden-empty = The garden is ready
garden-empty-lead = Only somebody is missing. Begin with a person who helped you: a name and how you met are enough.
garden-empty-plant = Plant the first person
garden-empty-bring = Bring an archive

legend = How to read the picture
state-bloom = in bloom
state-leaf = in leaf
state-thirsty = thirsty
state-resting = resting
state-sprout = sprout
state-potted = potted
legend-bloom = you looked for each other, both of you
legend-leaf = all is well
legend-thirsty = time to be in touch
legend-resting = as you decided
legend-sprout = you met not long ago
legend-potted = not on Pergola

bed-customers = Customers
bed-suppliers = Suppliers
bed-partners = Partners
bed-inspiration = Inspiration
bed-mentors = Mentors
bed-work_mates = Work mates
species-lemon = lemon trees
species-olive = olive trees
species-vine = vines
species-iris = irises
species-pomegranate = pomegranates
species-jasmine = jasmine
bed-people = { $count ->
    [0] nobody, { $species }
    [1] one person, { $species }
   *[other] { $count } people, { $species }
}
bed-undrawn = { $count ->
    [1] And one more in the list.
   *[other] And { $count } more in the list.
}
bed-all = The whole bed
bed-empty = Nobody yet.
bed-empty-how = There is nobody in this bed yet.
bed-picture = The picture of the bed
bed-find = Find by name
bed-find-do = Find
bed-find-all = Show all
bed-found = { $count ->
    [0] Nobody is called “{ $q }”.
    [1] One person for “{ $q }”.
   *[other] { FIRST($count) } people for “{ $q }”.
}
caption-bloom = { $count } in bloom
caption-leaf = { $count } in leaf
caption-resting = { $count } resting
caption-sprout = { $count ->
    [1] 1 sprout
   *[other] { $count } sprouts
}
caption = { $states }.
caption-with-thirsty = { $states }. { $count ->
    [1] Thirsty
   *[other] Thirsty
}: { $names }.
caption-with-many-thirsty = { $states }. { $count } are thirsty.
caption-only-thirsty = { $count ->
    [1] Thirsty
   *[other] Thirsty
}: { $names }.
caption-only-many-thirsty = { $count } are thirsty.
row-strong = near the path
row-good = in the middle
row-light = at the back
plant-line = { $state }, { $row }; { $ago }{ $potted ->
    [yes] ; potted
   *[no] {""}
}
plant-line-untold = { $state }, { $row }; in the garden: { $ago }{ $potted ->
    [yes] ; potted
   *[no] {""}
}
rhythm-line = { $rhythm }; last time { $ago }
rhythm-line-untold = { $rhythm }; nothing written yet
rhythm-line-free = no rhythm; last time { $ago }
rhythm-line-free-untold = no rhythm, nothing written yet

beds-lead = Everybody has six, the others are yours to decide. Each bed has its plant.
bed-change = Rename or remove
bed-name = Name of the bed
bed-name-hint = 40 characters at most. { $left ->
    [1] You can add one more.
   *[other] You can add { $left } more.
}
bed-rename-do = Change the name
bed-remove-hint = The people stay in the garden, without a bed.
bed-remove-do = Remove the bed
bed-add = A bed of your own
bed-add-do = Add the bed
done-bed-added = The bed is there.
done-bed-renamed = The bed has a new name.
done-bed-removed = The bed is gone; its people stay in the garden.

unplanted-title = Without a bed
unplanted-count = { $count ->
    [0] Nobody is waiting for a bed
    [1] One person is waiting for a bed
   *[other] { FIRST($count) } people are waiting for a bed
}
unplanted-why = Choose a place for each: customer, work mate, somebody who inspires you. The picture fills by itself.
unplanted-lead = Tick those who go together, choose where, and plant them.
unplanted-none = Everybody has a bed.
unplanted-do = Give them a place
unplanted-bed = In which bed
unplanted-rhythm = How often you are in touch
unplanted-plant = Plant those you ticked
unplanted-plant-all = Plant the whole page
unplanted-people = Who
done-planted = Done: they have their place.
pager = Pages
pager-page = page

tend-title = Tending
tend-only-you = Only you see this.
tend-lead = Only you see what is here.
tend-page = Open the person’s page
tend-open = Tend
tend-bed = Bed
tend-bed-do = Move
no-bed = No bed
tend-rhythm = Rhythm
tend-rhythm-do = Change the rhythm
no-rhythm = No rhythm
tend-closeness = Closeness
tend-closeness-do = Note it
closeness-0 = I do not say
closeness-1 = We hardly know each other
closeness-2 = We are glad to say hello
closeness-3 = We know each other well
closeness-4 = We count on each other
closeness-5 = Among the closest
tend-rest = Let it rest
tend-rest-hint = At rest, a plant is never thirsty.
tend-resting-hint = At rest: never thirsty.
tend-wake = Wake
bond = Your tie
bond-since-year = You have known each other since { $year }
bond-since-month = You have known each other since { $month }
bond-bed = In your bed { $bed }.
bond-no-bed = Not in a bed yet.
strength-light = light tie
strength-good = good tie
strength-strong = strong tie
story = Your story
story-only-you = Only you see it.
note-tag = Private note, only you see it
note-write = Write a note
note-edit = Edit
note-label = What you want to remember
note-keep = Save the note
moment-add = Add something that happened
moment-add-do = Add to the story
moment-kind = What
moment-text = What happened
moment-at = When
moment-direction = Who began
direction-usual = As usual
direction-both = Both of us
direction-out = I did
direction-in = The other side
kind-met = We met
kind-called = We talked on the phone
kind-wrote = We wrote to each other
kind-helped = A helping hand
kind-introduced = An introduction
kind-recommended = A recommendation
kind-other = Something else
moment-met = You met
moment-called = { $direction ->
    [in] A call to you
    [out] You called
   *[both] You called each other
}
moment-wrote = { $direction ->
    [in] { $name } wrote to you
    [out] You wrote to { $name }
   *[both] You wrote to each other
}
moment-helped = { $direction ->
    [in] { $name } helped you
    [out] You helped { $name }
   *[both] You helped each other
}
moment-introduced = { $direction ->
    [in] { $name } introduced somebody to you
    [out] You introduced somebody to { $name }
   *[both] An introduction
}
moment-recommended = { $direction ->
    [in] { $name } wrote a recommendation for you
    [out] You wrote a recommendation for { $name }
   *[both] A recommendation
}
moment-endorsed = { $direction ->
    [in] { $name } endorsed a skill of yours
    [out] You endorsed a skill of { $name }
   *[both] An endorsement
}
moment-invited = { $direction ->
    [in] { $name } invited you
    [out] You invited { $name }
   *[both] An invitation
}
moment-tied = You are connected
moment-other = You were in touch
moment-from-import = from an archive
moment-from-pergola = noted by Pergola
moment-change = Edit
moment-open = Open
moment-title = A moment of your story
moment-keep = Save the changes
moment-back = Leave it as it was
moment-remove-hint = It goes from your story only.
moment-remove-do = Remove from the story
done-moved = Moved to another place.
done-rhythm = The rhythm is changed.
done-resting = At rest.
done-awake = Among those you tend again.
done-closeness = Noted.
done-noted = The note is safe; only you see it.
done-remembered = It is in your story. The rhythm begins again from here.
done-not-now = All right, another time.
done-moment-edited = Corrected.
done-moment-removed = It is no longer in your story.
