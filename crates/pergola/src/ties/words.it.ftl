# I collegamenti: chiedere, rispondere, lasciare.

ties-oneself = Con te stesso sei già collegato.
ties-already_tied = Siete già collegati.
ties-already_asked = Gliel’hai già chiesto: l’invito aspetta. Puoi ritirarlo.
ties-they_asked_you = Te l’ha già chiesto: trovi l’invito in Posta, ti basta accettarlo.
ties-met_kind_unknown = Scegli come vi siete conosciuti.
ties-met_text_too_long = Come vi siete conosciuti si dice in { $limit } caratteri al massimo.
ties-met_organisation_too_long = Il nome del luogo può avere al massimo { $limit } caratteri.
ties-met_month_malformed = Scrivi il mese così: 2019-03, oppure solo l’anno: 2019.
ties-met_upside_down = La fine viene prima dell’inizio: controlla i due mesi.
ties-met_in_the_future = Questo mese deve ancora venire.
ties-message_too_long = Il messaggio può avere al massimo { $limit } caratteri.
ties-already_answered = A questo invito è già stata data una risposta.
ties-no_longer_open = Questo invito non aspetta più una risposta.
ties-nothing_to_confirm = Raccontate già la stessa cosa.
ties-blocks_oneself = Non puoi bloccare te.
ties-no_tokens_left = I tuoi { $tokens } gettoni per chi non conosci sono tutti fuori. Il prossimo torna { $days ->
    [1] entro domani
   *[other] entro { $days } giorni
}, o appena qualcuno accetta.
ties-too_many_today = Hai mandato { $limit } inviti in un giorno: per oggi basta.
ties-box_unknown = box è in oppure out.
met-worked = avete lavorato insieme
met-studied = avete studiato insieme
met-event = a un incontro
met-introduced = vi ha presentati qualcuno
met-online = in rete
met-other = in un altro modo
ask-title = Un invito
ask-head = Invita { $name }
ask-lead = Di’ { A($name) } come vi siete conosciuti: potrà confermarlo o correggerlo.
ask-how = Come vi siete conosciuti
ask-choose = Scegli
ask-where = Dove
ask-when = Da quando
ask-when-hint = Per esempio 2019-03, o solo 2019.
ask-words = Con parole tue
ask-message = Due righe per { $name }, se vuoi
ask-who-sees = Lo legge solo { $name }. Se preferisce di no, non te lo diciamo, e a te non cambia niente.
ask-costs = Con questa persona non hai ancora niente in comune: l’invito prende uno dei tuoi gettoni. { $left ->
    [1] Te ne resta uno
   *[other] Te ne restano { $left }
}; questo torna appena { $name } accetta, altrimenti dopo { $days } giorni, qualunque sia la risposta.
ask-send = Manda l’invito
ask-leave = Lascia stare
done-asked = L’invito è partito.
done-asked-held = L’invito è partito. Le parole che hai scritto aspettano che un moderatore le lasci andare: finché non lo fa le vedi solo tu.
waiting-words-held = aspetta un moderatore: le tue parole le vedi solo tu
waiting-title = Inviti
waiting-lead = { $count ->
    [0] Nessuno aspetta una tua risposta.
    [1] Una persona aspetta una tua risposta.
   *[other] { FIRST($count) } persone aspettano una tua risposta.
}
waiting-in = Aspettano te
waiting-met = Dice che vi siete conosciuti:
waiting-yes = Accetta
waiting-no = No, grazie
waiting-no-why = Un no non arriva a nessuno.
waiting-correct = Non è andata proprio così
waiting-yes-corrected = Accetta con la mia versione
waiting-out = Hai invitato
waiting-withdraw = Ritira
done-tied = Ora siete collegati, e siete l’uno nel giardino dell’altro.
done-refused = Va bene. Non lo diciamo a nessuno.
done-withdrawn = L’invito è ritirato.
done-met-confirmed = Ora raccontate la stessa cosa.
ties-of-title = Chi conosce
ties-of-head = Chi conosce { $name }
ties-of-count = { $count ->
    [0] Nessuno che ti possiamo mostrare.
    [1] Una persona.
   *[other] { $count } persone.
}
ties-of-hidden = { $name } non mostra i suoi collegamenti.
ties-of-pages = Pagine
farewell-title = Togliere un collegamento
farewell-head = Togli il collegamento con { $name }
farewell-lead = Le tue note e la vostra storia restano a te, su una scheda privata. { $name } non riceve avvisi, e anche le sue note restano sue.
farewell-do = Togli il collegamento
done-untied = Il collegamento non c’è più.
block-title = Bloccare
block-head = Blocca { $name }
block-lead = Tu e { $name } non esisterete più l’uno per l’altro: niente pagine, ricerche, percorsi, inviti. Il collegamento si scioglie e non torna, neanche togliendo il blocco.
block-keep = Tieni le mie note su una scheda privata
block-keep-hint = Altrimenti vengono cancellate.
block-do = Blocca
done-blocked = Fatto. Vale da subito, dappertutto.
blocks-title = Persone bloccate
blocks-none = Nessuna.
blocks-lead = Solo tu vedi questo elenco.
blocks-lift = Togli il blocco
done-unblocked = Il blocco è tolto. Nient’altro è tornato.
