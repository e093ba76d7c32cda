# Le novità: parole per un membro. La frase di ogni tipo è `notice-` e il suo nome; ogni stanza tiene quelle dei suoi.

notices-title = Novità
notices-lead = { $unread ->
    [0] Niente che tu non abbia visto.
    [1] Una cosa che non hai ancora visto.
   *[other] { FIRST($unread) } cose che non hai ancora visto.
}
notices-fresh = nuovo
notices-read = Ho visto tutto
notices-end = È tutto.
notice-invited = { $name } vorrebbe collegarsi con te
notice-tied = Tu e { $name } siete collegati
notice-contact_joined = { $name } è su Pergola: è fra le tue schede
notices-messages_unchosen = Messaggi: scegli subito, una volta al giorno o mai.
notices-questions_unchosen = Domande: scegli subito, una volta al giorno o mai.
notices-news_unchosen = Novità: scegli subito, una volta al giorno o mai.
notices-link_broken = Questo link non è completo, o non è nostro. Nelle impostazioni puoi scegliere che cosa ti arriva per e-mail.
mail-title = Lettere
mail-lead = Poche lettere, e solo quelle che vuoi. Ognuna ha un link che le fa smettere con un clic.
mail-nowhere = Questo server non manda lettere: trovi tutto in Posta.
mail-unconfirmed = Scriviamo solo a un indirizzo confermato, e il tuo non lo è ancora.
mail-confirm = Confermalo
mail-group-messages = Messaggi
mail-what-messages = Qualcuno ti scrive. Per quanto ci sia da leggere, ti arriva una sola lettera finché non hai letto.
mail-group-questions = Domande
mail-what-questions = Qualcuno vorrebbe collegarsi con te, presentarti, essere presentato: aspetta una tua risposta.
mail-group-news = Novità
mail-what-news = Collegamenti, grazie, e che cosa è venuto da ciò che hai chiesto e offerto.
mail-choice-now = Subito, se entro due minuti non l’ho letto
mail-choice-daily = Una lettera al giorno, alle { $hour } del mattino
mail-choice-never = Mai
mail-always = Le lettere sul tuo posto (indirizzo, password) arrivano sempre.
done-mail-chosen = Fatto: ti scriveremo così.
mail-end-title = Basta lettere
mail-end-messages = Smettiamo di scriverti quando qualcuno ti manda un messaggio? Tutto resta in Posta.
mail-end-questions = Smettiamo di scriverti quando qualcuno ti chiede qualcosa? Tutto resta in Posta.
mail-end-news = Smettiamo di mandarti le novità? Tutto resta in Posta.
mail-end-all = Smettiamo di mandarti messaggi, domande e novità? Tutto resta in Posta.
mail-end-do = Sì, basta lettere
mail-choose = Scegli che cosa ti arriva, e quando
mail-ended = Fatto. Queste lettere non ti arrivano più; tutto resta in Posta.
mail-now-subject = { $server }: qualcosa per te
mail-daily-subject = { $server }: la lettera del mattino
mail-hello = Ciao { $name },
mail-wrote = { $name } ti ha scritto.
mail-wrote-many = C’è qualcosa di nuovo nella tua conversazione con { $names }.
mail-wrote-group = C’è qualcosa di nuovo nella conversazione di un tuo circolo.
mail-more = { $count ->
    [1] E ancora una cosa, in Posta:
   *[other] E altre { $count } cose, in Posta:
}
mail-foot =
    Leggi quando vuoi: nessuno sa se l’hai fatto.
    Basta lettere di questo tipo, con un clic: { $stop }
    Scegli che cosa ti arriva, e quando: { $choose }
mail-foot-all =
    Leggi quando vuoi: nessuno sa se l’hai fatto.
    Basta lettere di questi tipi, con un clic: { $stop }
    Scegli che cosa ti arriva, e quando: { $choose }
