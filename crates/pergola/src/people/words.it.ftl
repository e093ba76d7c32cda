# Le persone: la pagina di qualcuno, e trovarlo.

people-title = Persone
people-yours = { $count ->
    [0] Non hai ancora collegamenti. Cerca chi conosci, o porta qui la tua rubrica.
    [1] Un collegamento.
   *[other] { FIRST($count) } collegamenti, in ordine di nome.
}
people-search = Nome o nome utente
people-all = Tutti i tuoi collegamenti
people-invitations = Inviti
people-members = Membri
people-mutuals = { $count ->
    [1] una conoscenza in comune
   *[other] { WORDS($count) } conoscenze in comune
}
people-pages = Pagine
person-edit = Modifica il profilo
person-settings = Impostazioni
person-add-moment = Aggiungi qualcosa che è successo
person-ties = Chi conosce { $name }
person-asked = Invito in attesa
person-asking = Rispondi { A($name) }
person-invite = Invita { $name }
person-more = Altro
person-untie = Togli il collegamento
person-block = Blocca
person-about = Di sé
person-skills = Sa fare
person-work = Ha lavorato e studiato
person-links = Altrove
person-common = In comune
person-more-about = Altro su { $name }
person-more-mutuals = { $count ->
    [1] e un’altra persona
   *[other] e altre { WORDS($count) } persone
}
person-stranger = Quello che { $name } annota e chi gli è vicino non lo vede nessuno; vale anche per te.
person-leaving = chiude il suo posto fra pochi giorni
person-until = fino al { $year }
card-private = una tua scheda: la vedi solo tu
card-ways = Come raggiungere
language-it = italiano
language-en = inglese
language-fr = francese
language-de = tedesco
language-es = spagnolo
language-pt = portoghese
language-ro = rumeno
language-ar = arabo
language-zh = cinese
language-uk = ucraino
person-write = Scrivi
person-introduce = Presenta { $name } a…
