# Cercare: la scatola, i filtri, che cosa si è trovato, e perché niente.

search-title = Cerca
search-in = Cerca nella rete
search-what = Che cosa cerchi
search-hint = Persone, richieste, offerte, lavoro, post, circoli, eventi, organizzazioni; e le tue schede e note, che vedi solo tu. Quello che cerchi non resta scritto da nessuna parte.
search-lead = Scrivi un nome, un mestiere, un luogo: vedrai quanto dista ogni persona e chi può accompagnarti da lei.
search-narrow = Restringi
search-narrowed = Restringi: { $filters }
search-narrow-results = Restringi i risultati
search-apply = Applica
search-distance = Quanti passi da te
search-distance-1 = Chi conosci
search-distance-2 = Chi conosce chi conosci
search-distance-3 = Tre passi
search-distance-4 = Tutti gli altri
search-distance-beyond = Tutti gli altri
search-kind = Cosa
search-kind-person = Persone
search-kind-knows = Chi se ne intende
search-kind-ask = Chiedono
search-kind-offer = Offrono
search-kind-job = Lavoro
search-kind-post = Post
search-kind-group = Circoli
search-kind-event = Eventi
search-kind-organisation = Organizzazioni
search-kind-contact = Tue schede
search-kind-note = Tue note
search-kind-one-ask = chiede
search-kind-one-offer = offre
search-kind-one-job = lavoro
search-kind-one-post = post
search-kind-one-group = circolo
search-kind-one-event = evento
search-kind-one-organisation = organizzazione
search-kind-one-contact = tua scheda
search-kind-one-note = tua nota
search-organisation = Ci lavora ora
search-once = Ci ha lavorato
search-school = Ha studiato a
search-topic = Argomento
search-language = Lingua
search-near = Vicino a
search-place = Un luogo
search-places = Dove sono i risultati
search-anywhere = Ovunque
search-within = Entro
search-only-there = solo lì
search-asks = Chi chiede
search-open-asks = Ha una richiesta aperta
search-at = { $place }
search-around = { $place }, entro { $km } km
search-results = { $count ->
    [0] Niente da mostrare
    [1] Un risultato
   *[other] { $said } risultati
}
search-people = { $count ->
    [0] Nessuno da mostrare
    [1] Una persona
   *[other] { $said } persone
}
search-by-nearness = Prima i più vicini: chi puoi raggiungere con pochi passi.
search-by-match = Prima chi risponde meglio alle parole.
search-to-match = Metti prima chi risponde meglio
search-to-nearness = Metti prima i più vicini
search-begun = Nessuno ha proprio queste parole: ecco quelle che cominciano così.
search-similar = Nessuno ha proprio queste parole: ecco quelle scritte quasi uguali.
search-some = Nessuno ha tutte queste parole insieme: ecco chi ne ha qualcuna.
search-notes-too = Cerca anche fra le tue note, che vedi solo tu.
search-held = Filtri attivi
search-let-go = , togli il filtro
search-who-knows = { $count ->
    [1] Una persona della rete se ne intende: guarda chi e perché
   *[other] { $count } persone della rete se ne intendono: guarda chi e perché
}
search-nothing = Fra ciò che puoi vedere non c’è niente con queste parole. Non vuol dire che nessuno lo sappia: forse non l’ha scritto, o l’ha scritto per altri.
search-without-filters = Cerca le stesse parole senza filtri
search-ask-instead = Chiedilo alla tua rete
search-only-you = la vedi solo tu
search-you = Tu
search-ask-introduction = Chiedi una presentazione
search-pages = Pagine
search-from-to = { $from }–{ $to } di { $count }
search-before = I precedenti
search-after = I prossimi
search-end = Sono tutti.
search-said-person = Nel profilo: «{ $text }»
search-said-ask = Chiede: «{ $text }»
search-said-offer = Offre: «{ $text }»
search-said-post = Ha scritto: «{ $text }»
search-said-answered = Ha risposto alla tua richiesta: «{ $text }»
search-said-note = Hai annotato: «{ $text }»
search-words_missing = Scrivi che cosa cerchi, o scegli un filtro.
search-words_too_long = È troppo lungo: bastano le parole che contano, al massimo { $limit } caratteri.
search-too_many_words = Sono troppe parole: al massimo { $limit }. Scegli quelle che contano.
search-only_small_words = Con queste parole si troverebbe tutto: aggiungi una parola che dica di che cosa si tratta.
search-kind_unknown = Questo tipo di risultato non c’è.
search-distance_unknown = La distanza è 1, 2, 3 o oltre.
search-sort_unknown = L’ordine è per vicinanza o per corrispondenza.
search-place_unknown = Non sappiamo dove si trova questo luogo: prova con la città più vicina.
search-place_too_long = Il luogo è troppo lungo: al massimo { $limit } caratteri.
search-radius_malformed = La distanza dal luogo è un numero di chilometri, al massimo { $limit }.
search-organisation_unknown = Questa organizzazione non c’è.
search-too_many_values = Sono troppe scelte insieme: al massimo { $limit } per filtro.
