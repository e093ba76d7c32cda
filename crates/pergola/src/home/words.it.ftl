# Oggi.

today-lead = { $steps ->
    [0] Nessun passo oggi
   *[other] Un passo
}, { $due ->
    [0] nessuno da curare
    [1] una persona da curare
   *[other] { WORDS($due) } persone da curare
}, { $pairs ->
    [0] nessuno da presentare
    [1] due persone da presentare
   *[other] { WORDS($pairs) } coppie da presentare
}, { $asks ->
    [0] nessuna richiesta
    [1] una richiesta
   *[other] { WORDS($asks) } richieste
}, { $news ->
    [0] nessuna novità
    [1] una novità
   *[other] { WORDS($news) } novità
}. Poi basta.
today-nothing = Oggi non c’è niente che ti aspetti. Buon lavoro.
today-news = Che cosa è successo
today-all-news = Tutte le novità
today-why-these = Perché queste
today-end = Per oggi è tutto
today-end-why = Hai visto ciò che la tua rete ha condiviso da ieri.
today-end-rest = Il resto può aspettare.
today-past-days = I giorni passati restano lì.
today-mirror = Che cosa hai dato e che cosa hai ricevuto
today-side = A margine
today-tend = Da curare
today-nobody-due = Questa settimana nessuno.
today-garden = Vai al giardino
today-meetings = Tutti gli incontri
today-asking = { $count ->
    [1] Una domanda per te
   *[other] { FIRST($count) } domande per te
}
today-asking-all = Tutto in Posta
