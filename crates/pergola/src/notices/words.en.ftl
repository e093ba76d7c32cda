# News: words for a member. The sentence of a kind is `notice-` and its name; rooms keep those of their own kinds.

notices-title = News
notices-lead = { $unread ->
    [0] Nothing that you have not seen.
    [1] One thing that you have not seen.
   *[other] { $unread } things that you have not seen.
}
notices-fresh = new
notices-read = I have seen all
notices-end = That is all.
notice-invited = { $name } would like to connect with you
notice-tied = You and { $name } are connected
notice-contact_joined = { $name } is on Pergola, and on one of your cards
