# You could introduce

pairs-title = You could introduce
pairs-lead = Neither the ask nor the offer has to be yours: it is enough to know both people. Each is asked in private first.
pairs-two = { $first } and { $second }
pairs-know-both = You know both; they are not connected to each other.
pairs-offers = offers: “{ $text }”
pairs-asks = asks: “{ $text }”
pairs-who-helps = Somebody you know who can help { $name }
pairs-whom-helped = Somebody you know whom { $name } can help
pairs-introduce-two = Introduce { $first } and { $second }
pairs-introduce = Prepare the introduction
pairs-not-now = Not now
pairs-never-together = They do not go together
pairs-why_unknown = Say whether it is not the moment, or whether they do not go together.
pairs-already_answered = You have already had your say on these two.
done-pair-not_now = All right, not now. Nobody knows.
done-pair-never_together = All right, they will not come back. Toto learns from it, and nobody else knows.
