# Le presentazioni: domande private, richieste lungo un percorso, come è andata.

introductions-too_few = Per una presentazione servono almeno due persone.
introductions-too_many = In una presentazione stanno al massimo { $limit } persone.
introductions-oneself = Non puoi presentare te: scegli due persone che conosci.
introductions-twice = Hai scelto due volte la stessa persona.
introductions-stranger = Puoi presentare solo persone con cui hai un collegamento, o che hai su una scheda.
introductions-already_tied = Si conoscono già: sono collegati.
introductions-not_these_people = Queste persone non si possono presentare: forse si conoscono già, o per loro va bene così. Di più non diciamo.
introductions-already_proposed = Le hai già presentate da poco. Fra { $days } giorni potrai riproporlo.
introductions-no_address = Su questa scheda non c’è un indirizzo e-mail: senza, non possiamo chiedere.
introductions-why_missing = Scrivi a ognuno perché: bastano due righe.
introductions-why_too_long = Ciò che scrivi a ognuno può avere al massimo { $limit } caratteri.
introductions-why_not_sent = Quello che scrivi a chi non è su Pergola sembra una pubblicità, e per lettera non parte. Dillo con parole tue, senza indirizzi di pagine.
introductions-why_not_judged = In questo momento nessuno può guardare quello che scrivi a chi non è su Pergola, quindi la lettera non parte. Quello che hai scritto è ancora qui: riprova tra un quarto d’ora.
introductions-why_for_nobody = C’è un perché per qualcuno che non hai scelto.
introductions-ask_unknown = Questa richiesta non c’è più, o non è di una di queste persone.
introductions-offer_unknown = Questa offerta non c’è più, o non è di una di queste persone.
introductions-already_answered = Hai già risposto a questa domanda.
introductions-no_longer_open = Questa domanda non aspetta più una risposta.
introductions-not_asked = La domanda è per le persone che presenti: tu non devi rispondere.
introductions-only_the_broker = La può ritirare solo chi l’ha proposta.
introductions-answer_unknown = Scegli una delle risposte.
introductions-not_made = Come è andata si racconta quando siete in contatto.
introductions-helped_unknown = Scegli se è servito, se non ancora, o se no.
introductions-thanks_too_long = Il ringraziamento può avere al massimo { $limit } caratteri.
introductions-already_told = L’hai già raccontato.
introductions-link_altered = Questo indirizzo non è intero. Copialo dalla lettera così com’è, fino all’ultimo carattere.
introductions-link_used = Con questa lettera è già stata data una risposta. Grazie.
introductions-link_late = Questa domanda non aspetta più una risposta: il suo tempo è finito, o chi l’ha mandata l’ha ritirata.
introductions-to_oneself = Con te stesso sei già in contatto.
introductions-to_ones_tie = Vi conoscete già: siete collegati.
introductions-no_connector = Scegli attraverso chi chiedere.
introductions-too_many_connectors = Un percorso passa al massimo da { $limit } persone.
introductions-no_such_path = Questo percorso non c’è, o non c’è più. Scegline un altro.
introductions-already_requested = Per questo percorso hai già chiesto da poco. Fra { $days } giorni potrai chiedere di nuovo; intanto ne puoi prendere un altro.
introductions-requested_enough = Per conoscere questa persona hai chiesto { $limit } volte in { $days } giorni: per ora basta.
introductions-message_missing = Scrivi perché vorresti conoscere questa persona: bastano due righe.
introductions-message_too_long = Ciò che scrivi può avere al massimo { $limit } caratteri.
introductions-words_missing = Aggiungi due righe tue: chi riceve vuole sapere che cosa ne pensi.
introductions-words_too_long = Le tue righe possono avere al massimo { $limit } caratteri.
introductions-closeness_out_of_range = Quanto la conosci si dice da 1 a 5.
introductions-not_better = Di qui non si va oltre: scegli qualcuno che conosci tu e, per quanto si può vedere, conosce anche quella persona.
introductions-only_the_asker = La può ritirare solo chi l’ha mandata.
introductions-too_many_today = Hai proposto { $limit } presentazioni in un giorno: per oggi basta.
introductions-too_many_letters_today = In un giorno puoi scrivere a { $limit } persone che non sono su Pergola: domani puoi continuare.
introductions-too_many_requests_today = Hai chiesto { $limit } presentazioni in un giorno: per oggi basta.

notice-introduction_asked = { $name } vorrebbe presentarti qualcuno
notice-introduction_waits = La domanda di { $name } aspetta ancora, senza fretta
notice-introduction_made = Ora tu e { $name } siete in contatto
notice-introduction_came = Grazie a te { $name } ha conosciuto qualcuno
notice-introduction_closed = La presentazione con { $name } non ha avuto seguito
notice-outcome_asked = È servito conoscere { $name }?
notice-introduction_thanked = { $name } ti ringrazia per una presentazione
notice-introduction_told = { $name } ti racconta come è andata una presentazione
notice-introduction_told_by_letter = Qualcuno che hai presentato, e che non è su Pergola, ti racconta come è andata
notice-request_asked = { $name } ti chiede una presentazione
notice-request_waits = La richiesta di { $name } aspetta ancora una tua parola, senza fretta
notice-request_made = { $name } ha incontrato chi cercava, anche grazie a te
notice-request_thanked = { $name } ti ringrazia per avere passato la sua richiesta
notice-request_closed = Per arrivare { A($name) } questa volta non c’è stato modo

letter-question-subject = { $name } vorrebbe presentarti qualcuno
letter-question-text = Ciao { $contact },
    { $name } vorrebbe presentarti { $others }, e ti scrive:

    { $why }

    Puoi rispondere sì, non ora o no da questa pagina, senza iscriverti:
    { $link }

    Se dite sì tutti, ognuno riceve il nome e l’indirizzo dell’altro. Fino ad allora nessuno riceve niente, e un no non arriva a nessuno. La domanda si chiude da sé dopo due settimane.

    { $name }

    Questa lettera parte da { $server }. Se non ne vuoi più, di nessuno: { $never }
letter-question-again-subject = Un promemoria: { $name } vorrebbe presentarti qualcuno
letter-question-again-text = Ciao { $contact },
    una settimana fa ti abbiamo portato questa domanda. È l’unico promemoria: se non rispondi, si chiude da sé.

    { $why }

    Puoi rispondere sì, non ora o no da questa pagina, senza iscriverti:
    { $link }

    { $name }, che vorrebbe presentarti { $others }

    Questa lettera parte da { $server }. Se non ne vuoi più, di nessuno: { $never }
letter-in-touch-subject = Siete in contatto, grazie { A($name) }
letter-in-touch-text = Ciao { $contact },
    avete detto sì tutti. Ecco chi ti presenta { $name }:

    { $others }

    Hanno ricevuto anche loro il tuo nome e questo indirizzo. Scrivi tu, o aspetta che ti scrivano.

    Questa lettera parte da { $server }. Se non ne vuoi più, di nessuno: { $never }

letter-outcome-subject = È servito conoscere { $others }?
letter-outcome-text = Ciao { $contact },
    due settimane fa { $name } ti ha messo in contatto con { $others }. È servito? Puoi dirlo da questa pagina, con due righe di grazie se vuoi, senza iscriverti:
    { $link }

    Quello che scrivi lì arriva solo { A($name) }. Lo chiediamo una volta sola: se non rispondi, non succede niente.

    Questa lettera parte da { $server }. Se non ne vuoi più, di nessuno: { $never }

names-and = { $some } e { $last }
introductions-title = Presentazioni
list-lead = { $count ->
    [0] Nessuna domanda aspetta una tua risposta.
    [1] Una domanda aspetta una tua risposta, senza fretta.
   *[other] { FIRST($count) } domande aspettano una tua risposta, senza fretta.
}
list-new = Presenta due persone
list-questions = Domande private, per te
list-passing = Chiedono di passare da te
list-proposed = Presentazioni che hai proposto
list-requested = Persone che hai chiesto di conoscere
list-earlier = Di prima
list-end = Non c’è altro.
row-introduces = { $name } vorrebbe presentarti { $names }
row-asks = { $name } vorrebbe conoscere { $other }
seen-made = in contatto
seen-asked = chieste
seen-own-yes = hai detto sì
seen-not-now = hai detto non ora
seen-waits = aspetta te
seen-closed = chiusa
seen-under-way = in cammino
seen-no-way = questa volta non c’è modo
seen-passed-on = passata avanti
choose-title = Presenta due persone
choose-head = Chi vuoi presentare?
choose-lead = Due persone che conosci tu e che fra loro non si conoscono. Chiediamo a tutte e due, in privato.
choose-person = { $number ->
    [1] Una persona
    [2] E un’altra
   *[other] E ancora
}
choose-hint = Scrivi il nome e scegli: i tuoi collegamenti, e le schede con un indirizzo e-mail.
choose-go = Avanti
choose-more = Più di due
choose-nobody = Fra le tue persone non ne troviamo una con questo nome. Sceglila dall’elenco mentre scrivi.
write-title = Presenta
write-head = Presenta { $names }
write-lead = Scrivi a ognuno perché l’altro può essergli utile. Prima di metterli in contatto chiediamo a tutti, in privato.
write-questions = Le domande private
write-reads = Cosa leggerà { $name }
write-hint = Due o tre righe: perché proprio { $others }. Questo testo non lo vede nessun altro.
write-more = Aggiungi un’altra persona
write-seen = Cosa vedono l’uno dell’altro prima di dire sì
write-seen-name = Nome e ruolo
write-seen-name-why = servono per decidere; di chi non è su Pergola, e a chi non c’è, solo il nome
write-seen-ask = La richiesta
write-seen-offer = L’offerta
write-seen-board = quella che si legge in bacheca
write-seen-how = Come li conosci tu
write-seen-how-why = dove vi siete conosciuti, se lo raccontate uguale e lo mostrate tutti e due
write-card = Chi non è su Pergola riceve una lettera con la tua firma e risponde da lì. Se dicono sì tutti, ognuno riceve l’indirizzo e-mail dell’altro.
write-send = { $count ->
    [2] Manda le due domande
   *[other] Manda le { WORDS($count) } domande
}
write-leave = Lascia stare
write-next = Cosa succede adesso
write-step-write = Scrivi tu
write-step-write-why = Puoi ritirarti finché non hanno risposto tutti.
write-step-asked = { $count ->
    [2] Due domande private
   *[other] { FIRST($count) } domande private
}
write-step-asked-why = Ognuno legge solo la sua. Hanno due settimane, con un solo promemoria a metà; poi la domanda si chiude da sé.
write-step-yes = Se dicono sì tutti
write-step-yes-why = Si apre una conversazione con te dentro. Poi puoi uscirne.
write-step-yes-why-card = Ognuno riceve nome e indirizzo dell’altro.
write-no = Se uno dice no, nessuno lo sa: per gli altri, e per te, la domanda resta semplicemente senza seguito.
question-title = Una domanda privata
question-private = Domanda privata, la vedi solo tu
question-head = { $name } vorrebbe presentarti { $others }
question-asker = { $name } ha chiesto di conoscerti, e scrive
question-known = { $name } racconta: { $how }
question-common = In comune: { $names }
question-off = Non è su Pergola: risponde con una lettera
question-address = Se dite sì tutti, ognuno riceve l’indirizzo e-mail dell’altro: il tuo va a chi non è su Pergola.
question-unconfirmed = Il tuo però non è ancora confermato: finché resta così, arriva solo il tuo nome.
question-confirm = Conferma l’indirizzo
question-said-not-now = Hai detto «non ora»: nessuno lo sa. Se cambi idea, rispondi qui.
question-what = Cosa rispondi
question-answer = Rispondi
question-later = Ci penso
question-until = La domanda resta qui fino al { $until }, poi si chiude da sé. Nessuno vede se l’hai letta.
answer-yes = Sì, volentieri
answer-yes-why = Se c’è il sì anche di { $others }, siete in contatto e si apre una conversazione.
answer-yes-why-card = Se c’è il sì anche di { $others }, siete in contatto.
answer-not-now = Non ora
answer-not-now-why = Nessun promemoria. Puoi ancora rispondere fino al { $until }.
answer-no = No, grazie
answer-no-why = Un no non arriva a nessuno: per gli altri è come se non avessi risposto.
answer-never = Preferisco che non mi presenti { $name }
letter-never-by-why = Come un no, e da ora nessuna domanda di { $name } arriva a questo indirizzo. Non lo sa nessuno.
answer-never-why = Come un no, e vale anche per le prossime volte. Non arriva a nessuno; lo puoi togliere quando vuoi.
says-ask = Chiede
says-offer = Offre
known-at = si sono conosciuti da { $name }
known-how-at = { $how } ({ $name })
known-worked = hanno lavorato insieme
known-studied = hanno studiato insieme
known-event = si sono conosciuti a un incontro
known-introduced = li ha presentati qualcuno
known-online = si sono conosciuti in rete
letter-yes-why = Se dite sì tutti, ognuno riceve il nome e l’indirizzo e-mail dell’altro.
letter-not-now-why = Questo indirizzo resta buono fino al { $until }.
letter-never = Non voglio più lettere da qui
letter-thanks = Grazie della risposta
letter-thanks-lead = Non c’è altro da fare. Se siete tutti d’accordo, ti arriva una lettera con chi ti presentano e come raggiungervi.
letter-thanks-no = Un no, o un silenzio, non arriva a nessuno.
letter-never-by-title = Chi preferisci che non ti presenti
letter-never-by = Preferisci che { $name } non ti presenti
letter-never-by-lead = Nessuna domanda di { $name } arriva a questo indirizzo, e nessuno lo sa. Conserva la lettera: dal suo indirizzo puoi cambiare idea quando vuoi.
letter-never-by-join = Se ti iscrivi con questo indirizzo, da allora lo trovi tra le tue scelte.
letter-outcome-title = È servito?
letter-outcome-head = È servito conoscere { $others }?
letter-outcome-lead = La risposta arriva solo { A($name) }, che vi ha presentati.
letter-outcome-thanks = Grazie di averlo raccontato
letter-outcome-thanks-lead = Arriva { A($name) }, e a nessun altro.
state-title = Una presentazione
state-card = { $name } ha un biglietto fra le tue persone, con il suo indirizzo.
state-card-find = Trovalo
state-made = Siete in contatto.
state-made-them = Sono in contatto, grazie a te.
state-asked = Abbiamo chiesto a tutti, in privato. Senza fretta.
state-own-yes = Hai detto sì. Aspettiamo, senza fretta.
state-own-no = Hai detto no. Non lo sa nessuno.
state-own-never = Hai detto no, anche per le prossime volte. Non lo sa nessuno.
state-closed = Questa volta non se ne fa nulla. Succede, e non c’è un perché da cercare.
state-where = A che punto è la presentazione
state-conversation = Vai alla conversazione
state-written = Cosa hai scritto
state-wrote = Cosa ti ha scritto { $name }
state-to = A { $name }, in privato
state-steps = Passi
state-withdraw = Ritira la presentazione
state-nobody = Di ciascuno vedi solo che gli è stato chiesto: cosa risponde resta suo, finché non dicono sì tutti.
endings-title = Come finirà
ending-yes = Tutti dicono sì.
ending-yes-what = L’arco si chiude: una conversazione di tutti, da cui chi presenta può uscire.
ending-closed = Si chiude.
ending-closed-broker = Per un no, un «non ora» o il tempo passato: diciamo solo che per adesso non se ne fa nulla, a te come a loro.
ending-closed-party = Per un no, un «non ora» o il tempo passato: diciamo solo che per adesso non se ne fa nulla, e a tutti lo stesso.
end-in-touch = in contatto
end-asked = domanda fatta
end-own-yes = hai detto sì
stage-written = Hai scritto le domande
stage-received = Ti è arrivata la domanda
stage-own-yes = Hai detto sì
stage-own-no = Hai detto no
stage-made = In contatto
stage-waits = C’è tempo fino al { $until }
stage-reminder = Un promemoria gentile parte il { $day }, poi basta.
stage-conversation = Una conversazione
stage-then = solo se dite sì tutti, anche { $names }
stage-closed = Chiusa
stage-sent = Hai chiesto
outcome-head = È servito?
outcome-early = Com’è andata?
outcome-who = La risposta arriva solo { A($name) }, che vi ha presentati.
outcome-who-path = La risposta arriva { A($name) }, che vi ha presentati. Se è servito, o se scrivi un grazie, la legge anche chi ha passato avanti la tua richiesta.
outcome-helped = È servito?
outcome-thanks = Due righe di grazie per { $name }, se vuoi
outcome-send = Manda { A($name) }
outcome-own = Cosa hai raccontato
outcome-came = Cosa ne è venuto
outcome-came-who = Lo vedi solo tu.
helped-yes = Sì, è servito
helped-not_yet = Non ancora
helped-no = No, questa volta no
avoided-title = Chi preferisci che non ti presenti
avoided-none = Nessuno.
avoided-lead = Solo tu vedi questo elenco. Quello che queste persone propongono non ti arriva, e loro non lo sanno.
avoided-lift = Può presentarmi di nuovo
request-title = Una richiesta
request-head = Conoscere { $name }
request-lead = Chiedi { A($name) }: legge il tuo perché e decide se passarlo. { $other } riceve una domanda privata solo alla fine.
request-why = Perché vorresti conoscere { $name }
request-why-hint = Due o tre righe. Le legge { $name } e, se passano avanti, anche { $other }.
request-private = { $name } riceve presentazioni, non messaggi da chi non conosce.
request-how = Tu vedi soltanto «in cammino», e dopo quattro settimane, se non è andata, «questa volta non c’è modo»: chi ha detto no, se { $name }, { $other } o nessuno, non lo dice nessuno. Puoi prendere un altro percorso quando vuoi.
request-send = Chiedi { A($name) }
request-leave = Lascia stare
request-wrote = Cosa hai scritto, per { $names }
request-made = Siete in contatto
request-until = al più tardi fino al { $until }
request-no-why = Che cosa succede nel frattempo, e chi risponde che cosa, resta di chi risponde.
request-other-path = Prendi un altro percorso
request-take-back = Ritira la richiesta
passing-private = Richiesta privata, la vedi solo tu
passing-head = { $name } vorrebbe conoscere { $other }
passing-words = Due righe tue per { $name }
passing-last = { $name } riceve una domanda privata, con le tue parole e il perché qui sopra.
passing-next = Le legge { $name }, che decide se chiedere { A($other) }.
passing-closeness = Quanto conosci { $name }?
passing-closeness-why = Da poco (1) a molto bene (5). Resta tuo: nessun altro lo vede.
passing-send = Passa { A($name) }
passing-otherwise = Oppure
passing-otherwise-why = Qualunque cosa scegli qui, chi ha chiesto vede soltanto che la richiesta è in cammino.
passing-unfamiliar = Non conosco { $name } abbastanza
passing-refuse = No, grazie
passing-better = C’è qualcuno più adatto
passing-better-who = Chi conosce meglio { $name }?
passing-better-why = Una persona che conosci tu e che conosce { $name }. La richiesta continua da lì.
passing-better-send = Passa a questa persona
passing-until = Puoi passarla fino al { $until }, poi si chiude da sé. Nessuno vede se l’hai letta.
passing-thanks = { $name } ringrazia
done-proposed = Le domande sono partite.
done-said-yes = Il tuo sì è arrivato.
done-said-not-now = Va bene, non ora. Non lo diciamo a nessuno.
done-said-no = Va bene. Non lo diciamo a nessuno.
done-introduction-withdrawn = La presentazione è ritirata.
done-told = Grazie: arriva a chi vi ha presentati.
done-lifted = Può presentarti di nuovo.
done-requested = La richiesta è in cammino.
done-passed-on = Passata avanti.
done-request-taken-back = La richiesta è ritirata.
paths-ask = Chiedi { A($name) } di presentarvi
inbox-question = vorrebbe presentarti { $names }
inbox-question-act = Leggi la domanda
inbox-request = chiede di conoscere { $name } per mezzo tuo
inbox-request-act = Leggi la richiesta
