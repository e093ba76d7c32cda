# Che posto è questo: come funziona, chi vede che cosa, di chi è il server.

about-how-title = Come funziona
about-how-lead = Pergola aiuta a curare le relazioni di lavoro. Le sue regole sono poche, e stanno in questa pagina.
about-how-garden = Il giardino
about-how-garden-one = Le persone che conosci stanno in un giardino che vedi solo tu: le aiuole, il ritmo con cui vuoi sentirle, le note, i momenti passati insieme. Chi non è su Pergola è una pianta in vaso: una scheda soltanto tua.
about-how-garden-two = { $count ->
    [one] Una pianta ha sete quando è passato più tempo del ritmo che hai scelto. Ogni settimana te ne nominiamo al massimo una. Una pianta può anche riposare.
   *[other] Una pianta ha sete quando è passato più tempo del ritmo che hai scelto. Ogni settimana te ne nominiamo al massimo { $number }. Una pianta può anche riposare.
}
about-how-ties = I collegamenti
about-how-ties-one = Chi invita dice come vi siete conosciuti, e chi riceve conferma o corregge. Si può accettare, o non accettare senza dover spiegare. A chi ha invitato un no non si mostra mai: vede solo che aspetta.
about-how-ties-two = { $count ->
    [one] Invitare una persona con cui non hai niente in comune impegna un gettone, e ne hai uno solo. Torna da sé dopo un po’, qualunque sia la risposta.
   *[other] Invitare una persona con cui non hai niente in comune impegna uno dei tuoi { $number } gettoni. Torna da sé dopo un po’, qualunque sia la risposta.
}
about-how-introductions = Le presentazioni e i due sì
about-how-introductions-one = Chi presenta due persone chiede a ciascuna in privato. Le mettiamo in contatto solo quando hanno detto sì tutte e due. Prima di allora nessuna vede un recapito dell’altra, né sa che cosa ha risposto.
about-how-introductions-two = Se una delle due preferisce di no, la domanda si chiude, come quando passa il tempo. Nessuno viene a sapere chi è stato, nemmeno chi le ha presentate.
about-how-toto = Toto
about-how-toto-one = Toto cammina al tuo fianco nella pagina Oggi. Non è una persona e non indovina: è una regola scritta, che sceglie un passo piccolo e dice perché, quanti minuti ci vogliono e chi lo vedrà.
about-how-toto-two = Un passo alla volta. Rispondere «non ora» non costa niente, e nessuno lo vede.
about-how-end = La pagina finisce
about-how-end-one = Ogni pagina dice quanto c’è da vedere e ha una fine. Non ci sono conteggi di seguaci né di apprezzamenti, e niente si carica da sé. Ogni proposta dice perché la vedi.
about-how-next = Chi vede che cosa: Riservatezza
about-privacy-title = Riservatezza
about-privacy-lead = Chi vede che cosa, che cosa si cancella e quando. In parole semplici.
about-privacy-sees = Chi vede che cosa
about-privacy-you = Solo tu
about-privacy-you-what = Note, aiuole, ritmi, quanto vi sentite vicini, momenti, schede di chi non è su Pergola, quello che cerchi. Non entrano nelle pagine degli altri, e nemmeno nei conteggi o nell’ordine di un elenco.
about-privacy-two = Tu e un’altra persona
about-privacy-two-what = I messaggi, come vi siete conosciuti, un invito e le sue parole.
about-privacy-ties = I tuoi collegamenti
about-privacy-ties-what = L’elenco di chi conosci e, se lo decidi tu, il tuo indirizzo e-mail. Nelle impostazioni puoi scegliere che l’elenco non lo veda nessuno: allora non si vede in nessun modo, nemmeno in un percorso.
about-privacy-members = Gli altri membri
about-privacy-members-what = Il tuo profilo e quello che pubblichi. Tu e chi blocchi non vi vedete più, ovunque e da subito.
about-privacy-visitors = Chi non è entrato
about-privacy-visitors-what = Le pagine delle persone sono per i membri. Chi non è entrato vede la porta e queste spiegazioni.
about-privacy-keeper = Chi gestisce il server
about-privacy-keeper-what = Nessuna pagina gli mostra le tue note. Ma il computer è nelle sue mani, e con esso la banca dati: scegli un server di cui ti fidi.
about-privacy-no = Che cosa non facciamo
about-privacy-no-one = Niente pubblicità e niente programmi di altri nelle pagine. I cookie servono solo a tenerti dentro, a ricordare la lingua e a proteggere i moduli.
about-privacy-no-two = Non scriviamo a nessuno dei tuoi contatti. Una lettera parte solo quando sei tu a mandarla, a un indirizzo alla volta, e chi la riceve può dire di non volerne altre.
about-privacy-cards = Persone che non sono su Pergola
about-privacy-cards-one = Un membro può tenere per sé la scheda di una persona che conosce, come in una rubrica. La vede soltanto lui, nessuno può cercarla, e due schede della stessa persona non vengono mai unite. Con lui se ne va.
about-privacy-cards-two = Non vuoi che il tuo indirizzo stia su una scheda? Puoi opporti senza iscriverti: lo togliamo da tutte le schede di questo server e non ci torna. Non ti diciamo se c’era, e a nessuno diciamo che lo hai chiesto.
about-privacy-objection = Opporsi
about-privacy-gone = Che cosa si cancella, e quando
about-privacy-gone-leaving = { $count ->
    [one] Chi chiude il proprio posto ha un giorno per ripensarci. Poi si cancella tutto ciò che è suo. Agli altri restano le schede e le note scritte da loro, e i messaggi che hanno ricevuto.
   *[other] Chi chiude il proprio posto ha { $count } giorni per ripensarci. Poi si cancella tutto ciò che è suo. Agli altri restano le schede e le note scritte da loro, e i messaggi che hanno ricevuto.
}
about-privacy-gone-files = Un file che porti qui si cancella appena è letto. Dei messaggi in un archivio di LinkedIn teniamo chi, quando e in quale direzione, mai il testo.
about-privacy-gone-archive = { $count ->
    [one] L’archivio che prepari per portare via tutto resta un giorno.
   *[other] L’archivio che prepari per portare via tutto resta { $count } giorni.
}
about-privacy-gone-session = { $count ->
    [one] Una sessione che non usi finisce dopo un giorno.
   *[other] Una sessione che non usi finisce dopo { $count } giorni.
}
about-privacy-gone-backups = Le copie di sicurezza le fa chi gestisce il server: lì ciò che è cancellato resta finché restano le copie.
about-privacy-own = È tuo
about-privacy-own-one = In ogni momento puoi portare via tutto in un solo file, che un’altra Pergola sa leggere. Dentro ci sono le tue cose; degli altri, solo quello che tu sai di loro.
about-privacy-own-two = Le note che un altro tiene su di te sono sue, come i pensieri: non entrano nel tuo archivio.
about-privacy-ask = Domande o richieste su ciò che sappiamo di te: { $address }.
about-privacy-next = Di chi è questo server
about-server-title = Questo server
about-server-lead = Una Pergola fra molte: ognuna sta su un suo computer, con le sue regole.
about-server-address = Indirizzo
about-server-registration = Entrare
about-server-open = È aperto: può entrare chiunque.
about-server-invitation = Si entra su invito di chi c’è già.
about-server-closed = Per ora non entra nessuno.
about-server-join = Entra
about-server-contact = Chi risponde
about-server-contact-none = Chi gestisce questo server non ha indicato un indirizzo.
about-server-version = Programma
about-server-source = Codice
about-server-licence = Libero: Apache 2.0 o MIT, a scelta.
about-server-places = Dove sono le città
about-server-places-licence = CC BY 4.0, ridotto e riordinato.
about-server-api = Per i programmi
about-server-rules = Le regole di qui
about-server-rules-none = Chi gestisce questo server non ne ha scritte. Valgono quelle della buona compagnia: non fare del male, non fingerti un altro, non vendere a chi non ha chiesto.
about-server-own = Una tua
about-server-own-one = Pergola è un solo programma. Chi vuole può farne crescere una sul proprio computer e portarci il suo archivio.
about-letters-title = Le lettere di questa prova
about-letters-lead = In una prova le lettere non partono: stanno qui, così puoi seguire i loro link. Le vede chiunque apra questa pagina.
about-letters-none = Nessuna lettera, per ora.
about-letters-to = A { $address }
about-letters-from = Da { $address }
about-letters-end = Non ce ne sono altre.
about-letters-more = { $count ->
    [one] Un’altra, più vecchia, è nella cartella.
   *[other] Altre { $count }, più vecchie, sono nella cartella.
}

about-contact-title = Scrivi a chi gestisce questo server
about-contact-lead = Per chi non ha un posto qui, o non riesce a entrare. Parte per e-mail; una volta partito, qui non ne resta niente.
about-contact-name = Il tuo nome
about-contact-email = L’indirizzo a cui può arrivare una risposta
about-contact-words = Che cosa vuoi dire
about-contact-hint = Al massimo { $limit } caratteri.
about-contact-send = Invia
about-contact-no-name = Scrivi il tuo nome, al massimo 120 caratteri.
about-contact-no-words = Scrivi qualcosa, anche in poche parole.
about-contact-too-long = È troppo lungo: al massimo { $limit } caratteri.
done-contact-sent = Inviato. Se c’è una risposta, arriva per e-mail.
done-contact-held = Quello che hai scritto aspetta che un moderatore lo lasci andare. Non devi fare altro, e niente va perso.
letter-contact-subject = { $name } scrive a { $server }
letter-contact-text = { $name } ({ $email }) ha scritto dalla pagina dei contatti:

    { $words }
