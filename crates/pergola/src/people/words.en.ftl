# People: the page of somebody, and finding one.

people-title = People
people-yours = { $count ->
    [0] You have no connections yet. Look for people you know, or bring your address book.
    [1] One connection.
   *[other] { FIRST($count) } connections, by name.
}
people-search = Name or username
people-all = All your connections
people-invitations = Invitations
people-members = Members
people-mutuals = { $count ->
    [1] one person you both know
   *[other] { WORDS($count) } people you both know
}
people-pages = Pages
person-edit = Edit the profile
person-settings = Settings
person-add-moment = Add something that happened
person-ties = Whom { $name } knows
person-asked = Invitation waiting
person-asking = Answer { $name }
person-invite = Invite { $name }
person-more = More
person-untie = Remove the connection
person-block = Block
person-about = About
person-skills = Can do
person-work = Worked and studied
person-links = Elsewhere
person-common = In common
person-more-about = More about { $name }
person-more-mutuals = { $count ->
    [1] and one more person
   *[other] and { WORDS($count) } more people
}
person-stranger = Nobody sees what { $name } notes or who is close to them; the same goes for you.
person-leaving = closes this place in a few days
person-until = until { $year }
card-private = a card of yours: only you see it
card-ways = How to reach
language-it = Italian
language-en = English
language-fr = French
language-de = German
language-es = Spanish
language-pt = Portuguese
language-ro = Romanian
language-ar = Arabic
language-zh = Chinese
language-uk = Ukrainian
person-write = Write
person-introduce = Introduce { $name } to…
