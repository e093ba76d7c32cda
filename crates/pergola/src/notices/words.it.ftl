# Le novità: parole per un membro. La frase di ogni tipo è `notice-` e il suo nome; ogni stanza tiene quelle dei suoi.

notices-title = Novità
notices-lead = { $unread ->
    [0] Niente che tu non abbia visto.
    [1] Una cosa che non hai ancora visto.
   *[other] { $unread } cose che non hai ancora visto.
}
notices-fresh = nuovo
notices-read = Ho visto tutto
notices-end = È tutto.
notice-invited = { $name } vorrebbe collegarsi con te
notice-tied = Tu e { $name } siete collegati
notice-contact_joined = { $name } è su Pergola: è fra le tue schede
