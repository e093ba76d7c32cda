# Portare qui dei file, portare via tutto.

exchange-file_missing = Manca il file: scegline uno e riprova.
exchange-empty = Il file è vuoto. Scaricalo di nuovo e riprova.
exchange-not_known = Questo file non lo so leggere. Leggo l’archivio di LinkedIn (.zip o una sua tabella .csv), vCard, JSON Resume, i .csv di Google e di Outlook, l’archivio di Pergola.
exchange-too_large = Il file è troppo grande: al massimo { $megabytes } MB.
exchange-too_many_entries = Nell’archivio ci sono più di { $limit } file: non è un archivio che sappiamo leggere.
exchange-bomb = Un file dell’archivio, aperto, crescerebbe oltre misura. Mi sono fermato prima.
exchange-climbs_out = Un file dell’archivio indica un posto fuori dall’archivio. Per sicurezza non lo apro.
exchange-line_too_long = Una riga non finisce: è più lunga di { $megabytes } MB. Il file è rovinato, oppure non è una tabella.
exchange-too_many_rows = Ci sono più di { $limit } righe: dividi il file e portalo in più volte.
exchange-encrypted = L’archivio è protetto da una password. Aprilo, ricrealo senza password e riprova.
exchange-damaged = Il file è rovinato. Scaricalo di nuovo e riprova.
exchange-newer = Questo archivio viene da una Pergola più nuova di questo server.
exchange-broken_off = La lettura si è interrotta troppe volte. Riprova con lo stesso file: ciò che è già qui resta, e non si ripete.
exchange-too_many_imports = Stai già portando qui { $limit } file. Aspetta che uno finisca, o fermalo.
exchange-too_many_exports = Hai già { $limit } archivi pronti. Cancellane uno prima di farne un altro.
exchange-proposal_stale = Su questo hai già deciso, o nel profilo non c’è più posto.

exchange-skip-empty_row = riga vuota
exchange-skip-no_name = nessun nome: chi ha lasciato LinkedIn, o una riga senza persona
exchange-skip-bad_date = la data non si legge
exchange-skip-duplicate = doppione: c’era già nel file
exchange-skip-too_long = un valore è troppo lungo per essere vero
exchange-skip-unreadable = la riga è rotta
exchange-skip-not_a_person = non è una persona: un’azienda, un gruppo, una pubblicità
exchange-skip-draft = una bozza mai spedita
exchange-skip-not_yours = non riguarda te
exchange-skip-not_standing = ritirato, rifiutato o non ancora accettato
exchange-skip-stranger = qualcuno che non è tra i tuoi collegamenti e a cui non hai scritto
exchange-skip-too_many = è più di quanto un profilo possa tenere
exchange-skip-no_place = nel profilo di Pergola non ha un posto
exchange-skip-photo = una foto che non si legge
exchange-skip-former_full = non c’è più posto per ciò che i tuoi archivi raccontano di altri posti
exchange-skip-no_room = non c’è più posto: un giardino tiene 50.000 schede

exchange-ignored-private = Resta chiuso per la tua riservatezza: pubblicità, sicurezza, ciò che hai cercato.
exchange-ignored-not_useful = Per quello che c’è dentro Pergola non ha un posto: condivisioni, reazioni, cose salvate.
exchange-ignored-empty = Dentro non c’è niente.
exchange-ignored-not_known = Non è una tabella che conosco: un’immagine, o un file d’altro tipo.
exchange-ignored-damaged = È rotto: non si legge fino in fondo.
exchange-ignored-unspoken = Un’immagine di cui nell’archivio non parla niente.

toto-beside = Toto, al tuo fianco
import-title = Porta qui chi conosci già
import-lead-title = Porta qui chi conosci già
import-lead = La tua rete non comincia oggi. Se hai un archivio, lo leggiamo insieme: poi decidi tu chi piantare e dove.
import-reads = Da dove partiamo
import-linkedin = Archivio di LinkedIn
import-linkedin-how = il file .zip che hai scaricato dalle sue impostazioni, o una sola delle sue tabelle .csv
import-book = Rubrica
import-book-how = un file vCard (.vcf) del telefono o dell’e-mail, o il .csv di Google o di Outlook
import-resume = Curriculum
import-resume-how = un file JSON Resume: riempie il profilo, non la rete
import-pergola = Archivio di Pergola
import-pergola-how = ciò che hai portato via da un’altra Pergola, o da questa
import-file = Il file
import-file-hint = Fino a 200 MB. Resta su questo server, e dopo la lettura lo cancelliamo.
import-how = Come scarico l’archivio da LinkedIn
import-how-open = Apri Impostazioni, poi Privacy dei dati, poi Ottieni una copia dei tuoi dati.
import-how-choose = Scegli «Collegamenti» e «Profilo», o tutto. Il file arriva per e-mail, di solito in dieci minuti.
import-how-back = Torna qui: questa pagina ti aspetta.
import-nobody = A nessuno scriviamo niente.
import-nobody-why = Chi trovi nell’archivio non riceve inviti né notifiche. Dei messaggi teniamo solo chi e quando: i testi non li teniamo.
import-do = Leggi il file
import-later = Lo faccio un’altra volta
import-by-hand = Aggiungi qualcuno a mano
import-before = Portati finora
import-state-waiting = aspetta
import-state-running = in lettura
import-state-done = letto
import-state-failed = non letto
import-waiting-title = Il tuo file aspetta il suo turno
import-waiting-lead = Puoi chiudere questa pagina: { $file } comincia fra poco, e ritrovi tutto qui.
import-running-title = Sto leggendo il tuo archivio
import-running-lead = Puoi chiudere questa pagina: continuo io con { $file }, e ritrovi tutto qui.
import-done-title = Ho letto il tuo archivio
import-done-lead = { $file } è nel tuo giardino. Il file l’abbiamo cancellato.
import-failed-title = Questo file non l’ho letto
import-failed-lead = Mi sono fermato su { $file }. Il file l’abbiamo cancellato.
import-head-waiting = In attesa
import-head-moments = Messaggi e inviti
import-before-says = { $state }, { $when }
import-head-people = { $count ->
    [0] Persone
    [1] Una persona
   *[other] { $count } persone
}
import-stage-received = File ricevuto e controllato
import-stage-received-says = { $file }
import-stage-people = Collegamenti
import-stage-people-says = { $count ->
    [0] chi conosci, e da quando
    [1] una persona
   *[other] { $count } persone
}{ $here ->
    [0] {""}
    [1] ; una la conosci già qui
   *[other] ; { $here } le conosci già qui
}
import-stage-moments = Messaggi
import-stage-moments-says = { $count ->
    [0] solo chi e quando, per capire chi ti è vicino; i testi non li tengo
    [1] un momento, solo chi e quando
   *[other] { $count } momenti, solo chi e quando
}
import-stage-own = Il tuo profilo
import-stage-own-says = { $count ->
    [0] niente cambia senza il tuo sì
    [1] una cosa da rivedere: niente cambia senza il tuo sì
   *[other] { $count } cose da rivedere: niente cambia senza il tuo sì
}
import-tally = { $taken ->
    [0] Niente di nuovo
    [1] Una cosa nuova
   *[other] { $taken } cose nuove
}{ $unchanged ->
    [0] .
    [1] , una c’era già.
   *[other] , { $unchanged } c’erano già.
}
import-skipped = { $count ->
    [1] Una riga non presa: quale e perché
   *[other] { $count } righe non prese: quali e perché
}
import-ignored = { $count ->
    [1] Un file non letto: quale e perché
   *[other] { $count } file non letti: quali e perché
}
import-offers = { $count ->
    [1] Una cosa per il tuo profilo: guarda se va bene
   *[other] { $count } cose per il tuo profilo: guarda quali vanno bene
}
import-refresh = Aggiorna la pagina
import-go-on = Vai avanti
import-stop = Ferma e cancella tutto
import-forget = Togli dall’elenco
import-skips-title = Le righe non prese
import-skips-lead = { $count ->
    [0] Ogni riga di { $file } è nel tuo giardino.
    [1] Una riga di { $file } non è nel tuo giardino. Ecco quale e perché.
   *[other] { $count } righe di { $file } non sono nel tuo giardino. Ecco quali e perché.
}
import-skips-first = Qui sotto le prime { $listed }.
import-line = riga { $line }
import-back = Torna all’archivio
import-back-nav = Dove sei
import-pages = Pagine
done-import-removed = Cancellato. Del file non resta niente.
done-planted-five = Piantate. Le ritrovi nel giardino.

five-title = Le prime cinque
five-why-words = Le ho scelte perché vi siete scritti di recente. L’aiuola la scegli tu.
five-why-lately = Le ho scelte perché sono le più recenti. L’aiuola la scegli tu.
five-bed-for = Aiuola per { $name }
five-not-yet = Non ancora
five-often = ci sentiamo spesso
five-plant = Pianta queste
five-later = Per oggi basta così

offers-title = Dal tuo archivio al tuo profilo
offers-lead = { $count ->
    [0] Non c’è niente da rivedere.
    [1] Una cosa che il profilo non dice ancora. Entra solo se vuoi tu.
   *[other] { $count } cose che il profilo non dice ancora. Entrano solo quelle che vuoi tu.
}
offers-take-all = { $count ->
    [1] Prendila
   *[other] Prendile tutte e { $count }
}
offers-name-alone = Il tuo nome cambia solo con il suo pulsante.
offers-none = Hai visto tutto.
offers-profile = Guarda il profilo
offer-take = Prendi
offer-leave = Lascia
offer-headline = La riga sotto il nome
offer-about = Chi sei
offer-place = Dove
offer-position = Lavoro
offer-education = Studi
offer-skill = Competenza
offer-language = Lingua
offer-link = Link
offer-name = Il tuo nome
offer-setting = Impostazione
offer-photo = Come ti si vede
offer-photo-says = La foto del tuo archivio
offer-yes = Sì
offer-no = No
offer-since = da { $from }
offer-until = fino a { $to }
offer-span = { $from } – { $to }
done-offer-taken = Fatto: ora è nel tuo profilo.
done-offer-left = Lasciato. Non te lo proporremo più.
done-offers-taken = Fatto: ora sono nel tuo profilo.

export-title = Porta via tutto
export-lead = Ciò che tieni qui è tuo: profilo, giardino, note, momenti. In un solo archivio, in formati aperti, che un’altra Pergola sa rileggere.
export-json = pergola.json: tutto, con uno schema descritto; è quello che si rilegge.
export-cards = contacts.vcf: le persone, per telefono e e-mail.
export-tables = ties.csv, contacts.csv, moments.csv: gli elenchi, per fogli di calcolo.
export-resume = resume.json e la foto: il tuo profilo.
export-not = Non ci sono le note che altri tengono su di te, né le loro schede: sono loro.
export-notes = Dentro ci sono le tue note private.
export-notes-why = L’archivio lo può scaricare solo chi entra con il tuo nome. Dopo { $days } giorni lo cancelliamo.
export-do = Prepara l’archivio
export-kept = I tuoi archivi
export-of = Archivio del { $day }
export-until = { $kilobytes } kB, fino al { $day }
export-too-large = C’è tutto, ma il suo pergola.json è più grande di quello che un’importazione prende ({ $megabytes } MB): così com’è nessuna Pergola lo legge.
export-failed = Non è riuscito: prova di nuovo.
export-waiting = Lo sto preparando.
export-fetch = Scarica
export-remove = Cancella
export-former = Da un altro posto
export-former-lead = Il tuo archivio racconta di persone che conoscevi altrove. Chi qui si chiama allo stesso modo può essere un altro, perciò nulla accade da solo: lo teniamo per il tuo prossimo archivio.
export-former-blocks = { $count ->
    [1] Un blocco
   *[other] { $count } blocchi
}
export-former-invitations = { $count ->
    [1] Un invito
   *[other] { $count } inviti
}
export-former-records = { $count ->
    [1] Una cosa che hai scritto lì
   *[other] { $count } cose che hai scritto lì
}
export-former-forget = Dimentica
done-formers-forgotten = Dimenticato: non sarà più in nessun archivio.
done-export-begun = L’archivio è in preparazione: fra poco lo trovi qui.
done-export-removed = Archivio cancellato.

welcome-title = Benvenuto
welcome-trail = Passi dell’accoglienza, { $step } di 4
welcome-was = (fatto)
welcome-you = Chi sei
welcome-people = Chi conosci
welcome-beds = Le aiuole
welcome-step = Il primo passo
welcome-hello = Ciao, { $name }
welcome-lead = Due righe bastano perché chi ti conosce ti riconosca. Il resto viene dopo, o mai.
welcome-headline = Che cosa fai
welcome-headline-hint = La riga sotto il tuo nome. Per esempio: restauro sedie e insegno a farlo.
welcome-place = Dove
welcome-place-hint = Una città basta.
welcome-next = Avanti
welcome-skip = Salta
welcome-beds-title = Un’aiuola per ciascuno
welcome-beds-lead = Le aiuole sono modi di conoscersi. Cinque persone bastano per cominciare; le altre aspettano nel giardino.
welcome-nobody = Nel giardino non c’è ancora nessuno.
welcome-first-person = Aggiungi una persona
welcome-step-title = Il primo passo
welcome-step-garden = Il giardino è pronto. Una rete comincia da qualcosa che si dà: uno di questi passi, oggi, basta.
welcome-step-one = Comincia da una persona che ti ha aiutato: bastano il nome e come vi siete conosciuti.
welcome-to-garden = Vai al giardino
welcome-firsts = Tre passi, uno alla volta
welcome-first-done = fatto
welcome-give = Qualcosa che puoi dare
welcome-give-why = Un’ora, un consiglio, una stanza libera. Due minuti; scegli tu chi la vede.
welcome-give-do = Scrivi la prima offerta
welcome-need = Qualcosa che ti serve
welcome-need-why = Una riga in bacheca. Mentre la scrivi vedi chi la offre già.
welcome-need-do = Scrivi la prima richiesta
welcome-introduce = Due persone da presentare
welcome-introduce-why = Chi, fra quelli che conosci, starebbe bene insieme? Prima lo chiediamo a tutti e due, in privato.
welcome-introduce-do = Presenta due persone
welcome-asked = Qui qualcuno chiede già
welcome-asked-why = Forse sei tu la risposta, o conosci chi lo è.
