# Jobs

jobs-title_missing = Scrivi di che lavoro si tratta.
jobs-title_too_long = Il titolo può avere { $most } caratteri al massimo: il resto va nel testo.
jobs-text_missing = Racconta il lavoro in due righe almeno.
jobs-text_too_long = Il testo può avere { $most } caratteri al massimo.
jobs-pay_missing = Scrivi quanto si guadagna. Qui un annuncio senza paga non si pubblica.
jobs-pay_malformed = Scrivi la paga in cifre, per esempio 32.000, 32k o 18,50.
jobs-pay_of_another = Il segno accanto alla paga è di un’altra valuta: scegli quella giusta, o togli il segno.
jobs-pay_too_little = Meno di { $least } all’anno: scrivi l’importo intero, per esempio 32.000. Un rimborso si indica al mese.
jobs-pay_upside_down = La paga più alta è minore di quella più bassa: forse sono scambiate.
jobs-pay_too_wide = Una forbice così larga non dice niente: il massimo può essere al più tre volte il minimo.
jobs-currency_unknown = Questa valuta non la conosciamo. Prova con EUR o CHF.
jobs-period_unknown = Di’ se la paga è all’anno, al mese, al giorno o all’ora.
jobs-contract_unknown = Scegli il tipo di contratto.
jobs-remote_unknown = Di’ dove si lavora: sul posto, un po’ da casa, o da dove si vuole.
jobs-hours_malformed = Le ore alla settimana sono un numero fra 1 e 60.
jobs-place_missing = Scrivi dove si lavora. Solo se si lavora da dove si vuole il luogo può mancare.
jobs-client_missing = Chi cerca per conto d’altri dice per chi, oppure che il cliente non è nominato.
jobs-client_of_nobody = Per conto d’altri cercano solo le agenzie e gli head hunter.
jobs-languages_malformed = Le lingue si scrivono con la loro sigla, per esempio it o en: { $most } al massimo.
jobs-too_many_skills = Bastano { $most } competenze: quelle che servono davvero.
jobs-too_many_questions = Si possono fare { $most } domande al massimo.
jobs-question_too_long = Una domanda può avere { $most } caratteri al massimo.
jobs-title_asks_past_pay = Il titolo chiede quanto una persona guadagna o guadagnava: qui non si chiede. Puoi chiedere quanto vorrebbe guadagnare.
jobs-text_asks_past_pay = Il testo chiede quanto una persona guadagna o guadagnava: qui non si chiede. Puoi chiedere quanto vorrebbe guadagnare.
jobs-asks_past_pay = Qui non si chiede quanto una persona guadagna o guadagnava. Puoi chiedere quanto vorrebbe guadagnare.
jobs-too_many_steps = Si possono raccontare { $most } passi al massimo.
jobs-step_too_long = Un passo può avere { $most } caratteri al massimo.
jobs-kept_malformed = I dati di chi si candida si tengono da { $least } a { $most } giorni.
jobs-not_speaking = Per questa organizzazione può pubblicare solo chi la rappresenta.
jobs-too_many_ads = Un’organizzazione può avere { $most } annunci aperti: chiudine qualcuno.
jobs-closed = Questo annuncio è chiuso.
jobs-outcome_unknown = Di’ com’è finita: trovato qui, trovato altrove, o fermato.
jobs-too_old = Un annuncio vive al massimo { $most } giorni. Se serve ancora, scrivine uno nuovo.
jobs-nothing_to_confirm = Per ora non c’è niente da confermare.
jobs-own_ad = È un annuncio tuo: non ti puoi candidare.
jobs-applied_already = Qui la tua candidatura c’è già. La trovi fra le tue candidature.
jobs-letter_too_long = La lettera può avere { $most } caratteri al massimo.
jobs-answer_missing = C’è una domanda senza risposta.
jobs-answer_too_long = Una risposta può avere { $most } caratteri al massimo.
jobs-nothing_sent = Scegli che cosa mandare.
jobs-stage_over = Questa candidatura è già conclusa.
jobs-stage_backwards = Una candidatura va solo avanti, e ritirarla può solo chi l’ha mandata.
jobs-move_too_long = Le parole che vanno con la risposta possono avere { $most } caratteri al massimo.
jobs-not_there = Può scrivere una referenza solo chi lavora lì.
jobs-referred_already = Per questo lavoro hai già scritto una referenza per questa persona.
jobs-referral_stranger = Puoi scrivere una referenza per chi conosci: chi è fra i tuoi collegamenti, o ti è stato presentato.
jobs-referral_answer_unknown = Di’ se la usi o preferisci di no.
jobs-referral_missing = Scrivi una frase: perché proprio questa persona.
jobs-referral_too_long = Una referenza può avere { $most } caratteri al massimo.

jobs-lead = Prima gli annunci in cui c’è qualcuno che conosci. Senza retribuzione scritta, un annuncio qui non entra.
jobs-filter = Filtra gli annunci
jobs-words = Parole
jobs-where = Dove
jobs-around = Quanto lontano da lì
jobs-around-name = solo lì
jobs-within = fino a { $km } km
jobs-place-unknown = Non conosciamo nessuna città che si chiami { $place }: abbiamo cercato solo il nome.
jobs-at-least = Almeno, lordi l’anno
jobs-any = qualsiasi
jobs-remote = Dove si lavora
jobs-remote-on_site = sul posto
jobs-remote-mixed = un po’ sul posto, un po’ da casa
jobs-remote-anywhere = da dove si vuole
jobs-contract = Contratto
jobs-contract-permanent = tempo indeterminato
jobs-contract-temporary = tempo determinato
jobs-contract-freelance = libera professione
jobs-contract-apprentice = apprendistato
jobs-contract-internship = tirocinio
jobs-contract-volunteer = volontariato
jobs-language = Lingua del lavoro
jobs-who-posts = Chi pubblica
jobs-path = Percorso
jobs-known-any = Tutti gli annunci
jobs-known-1 = Conosco qualcuno lì
jobs-known-2 = Conosco chi conosce qualcuno
jobs-known-3 = Fino a tre passi
jobs-apply-filter = Applica
jobs-all = Togli i filtri
jobs-bar-says = La barra della retribuzione va da 15.000 a 75.000 euro lordi l’anno; le tacche sono a 30, 45 e 60 mila.
jobs-bar-from = 15.000 €
jobs-bar-to = 75.000 €
jobs-none = Per ora nessun annuncio così.
jobs-know = Chi conosci lì
jobs-know-one-now = { $name } ci lavora.
jobs-know-one-once = { $name } ci ha lavorato.
jobs-know-two = { $name } e { $other } ci sono o ci sono stati.
jobs-unproven = organizzazione non dimostrata
jobs-pages = Pagine
jobs-page = Pagina { $page } di { $pages }
jobs-before = Annunci prima
jobs-next = Altri annunci
jobs-older = Annunci più vecchi
jobs-mine = I miei annunci e candidature
jobs-amount = { $whole }
jobs-amount-part = { $whole },{ $part }
jobs-range = { $from }–{ $to }
jobs-money = { $range } { $currency }
jobs-money-code = { $range } { $currency }
jobs-pay-year = { $money } lordi l’anno
jobs-pay-month = { $money } lordi al mese
jobs-pay-day = { $money } lordi al giorno
jobs-pay-hour = { $money } lordi all’ora
jobs-place-mixed = { $place }, un po’ da casa
jobs-place-anywhere = da dove vuoi
jobs-place-or-anywhere = { $place }, o da dove vuoi
jobs-full-time = tempo pieno, { $contract }
jobs-hours-week = { $hours } ore a settimana, { $contract }
jobs-who-for = { $name }, per { $client }
jobs-who-where = { $who }, { $place }
jobs-client-not-named = il cliente non è nominato
jobs-for-itself = pubblica per sé
jobs-for-client = per conto di { $client }
jobs-answers-same-day = risponde in giornata
jobs-record-nobody-yet = nessuno aspetta ancora una risposta
jobs-in-short = In breve
jobs-closes-on = si chiude il { $day }
jobs-closed-on = chiuso il { $day }: { $outcome }
jobs-hidden-on = tolto dai moderatori il { $day }
jobs-open-until = aperto, da confermare il { $day }
jobs-outcome-through_pergola = trovato qui
jobs-outcome-otherwise = trovato altrove
jobs-outcome-stopped = fermato
jobs-outcome-not_confirmed = non confermato
jobs-yours = È un annuncio della tua organizzazione
jobs-edit = Modifica l’annuncio
jobs-know-nobody = Nessuno della tua rete, fino a tre passi, lavora o ha lavorato lì.
jobs-ask-introduce = Chiedi { A($name) } di presentarti
jobs-ask-how-it-is = Chiedi { A($name) } com’è
jobs-visitor = Chi entra vede anche chi conosce lì, e come arrivarci.
jobs-sign-in = Entra
jobs-the-work = Il lavoro
jobs-skills = Competenze che servono
jobs-record = Come risponde chi pubblica
jobs-record-why = Lo conta Pergola, da quello che è successo: nessuno lo può modificare.
jobs-apply = Candidati con il profilo
jobs-apply-there = Candidati sul loro sito
jobs-all-open = Gli annunci aperti scritti qui, per altri lettori:
jobs-new = Nuovo annuncio
jobs-new-lead = Con la paga scritta, e una persona dietro. Non c’è un campo per quanto si guadagnava prima, e non si può chiedere.
jobs-for-organisation = Per quale organizzazione
jobs-title = Che lavoro è
jobs-text = Il lavoro, con parole vostre
jobs-text-hint = Con # per i titoli, - per gli elenchi, ** per il grassetto.
jobs-client = Per conto di chi
jobs-client-hint = Solo per agenzie e head hunter.
jobs-client-unnamed = Il cliente non è nominato
jobs-pay = Quanto si guadagna
jobs-pay-from = Da, lordi
jobs-pay-hint = Per esempio 32.000 o 18,50
jobs-pay-to = A
jobs-currency = Valuta
jobs-period = Periodo
jobs-period-year = all’anno
jobs-period-month = al mese
jobs-period-day = al giorno
jobs-period-hour = all’ora
jobs-place = Dove
jobs-hours = Ore alla settimana
jobs-hours-hint = Lascia vuoto se non importa.
jobs-commas = Separate da virgole.
jobs-languages = Lingue del lavoro
jobs-languages-hint = Per esempio it, en
jobs-questions = Domande a chi si candida
jobs-questions-hint = Una per riga, cinque al massimo.
jobs-kept = Per quanti giorni tenete i dati di chi si candida
jobs-kept-hint = Da 30 a 365; poi si cancellano da soli.
jobs-life = Un annuncio vive 30 giorni, poi te ne chiediamo conferma; a 90 giorni si chiude. Quando lo chiudi ti chiediamo com’è finita.
jobs-save = Salva
jobs-post = Pubblica
jobs-mine-lead = Gli annunci delle organizzazioni che rappresenti, e le candidature che hai mandato.
jobs-mine-none = Non rappresenti ancora nessuna organizzazione.
jobs-due = Vale ancora? Senza una tua parola, fra qualche giorno si chiude da solo.
jobs-confirm = Sì, vale ancora
jobs-close = Chiudi l’annuncio
jobs-how-ended = Com’è finita?
jobs-close-do = Chiudi
jobs-applicant_unknown = Qui non c’è nessuno con questo nome utente.
jobs-stage_unknown = Questo passo non lo conosciamo.
jobs-openness_unknown = Scegli a chi dirlo: a nessuno, alle organizzazioni dimostrate, a tutti.
jobs-too_many_searches = Si possono salvare { $most } ricerche.
jobs-search_for_proven = Una ricerca fra chi è aperto a un lavoro la salva chi rappresenta un’organizzazione dimostrata.
jobs-too_many_not = Si possono aggiungere { $most } nomi.
jobs-not_too_long = Un nome può avere { $most } caratteri al massimo.
jobs-search_malformed = Questa ricerca non si capisce: qualcuno dei filtri è sbagliato.
jobs-feed_without_reader = Un feed non ha un lettore, quindi non può dire dove conosci qualcuno. Togli quella parte dall’indirizzo, oppure salva la ricerca: te lo diciamo una volta al giorno.
jobs-feed_malformed = L’indirizzo di un feed comincia con https://.
jobs-too_many_feeds = Un’organizzazione può avere { $most } feed.
done-job-posted = Pubblicato.
done-job-changed = Salvato.
done-job-confirmed = Confermato: resta altri 30 giorni.
done-job-closed = Chiuso.
notice-job_commented = { $name } ha risposto sotto un tuo annuncio
notice-job_back = Un tuo annuncio tolto dai moderatori si legge di nuovo
notice-job_due = Un tuo annuncio aspetta una conferma: vale ancora?
notice-jobs_vanished = Si sono chiusi annunci che leggevamo per te da un altro sito: lì non ci sono più
jobs-know-more = { $count ->
    [one] { $name } e un’altra persona ci sono o ci sono state.
   *[other] { $name } e altre { $count } persone ci sono o ci sono state.
}
jobs-know-through = { $count ->
    [one] Conosci chi conosce { $name }.
   *[other] Conosci chi conosce { $name } e altri: { $count } persone in tutto.
}
jobs-found = { $count ->
    [0] Nessun annuncio
    [one] Un annuncio
   *[other] { FIRST($count) } annunci
}
jobs-found-near = { $count ->
    [one] Un annuncio, dove conosci qualcuno
   *[other] { FIRST($count) } annunci, e in { $near ->
        [1] uno
       *[other] { WORDS($near) }
    } conosci qualcuno
}
jobs-know-all = { $count ->
    [one] E un’altra persona
   *[other] E altre { WORDS($count) } persone
}
jobs-answers-in = { $days ->
    [one] risponde in un giorno
   *[other] risponde in { $days } giorni
}
jobs-record-ads = { $count ->
    [one] un annuncio in tutto
   *[other] { $count } annunci in tutto
}
jobs-record-since = conta dal { $day }: prima altri parlavano a questo nome
jobs-record-here = { $count ->
    [one] uno trovato qui
   *[other] { $count } trovati qui
}
jobs-record-otherwise = { $count ->
    [one] uno trovato altrove
   *[other] { $count } trovati altrove
}
jobs-record-stopped = { $count ->
    [one] uno fermato
   *[other] { $count } fermati
}
jobs-record-not-confirmed = { $count ->
    [one] uno non confermato
   *[other] { $count } non confermati
}
jobs-record-answered = { $due ->
    [one] ha risposto al { $percent }% di chi si è candidato, per ora una persona sola
   *[other] ha risposto al { $percent }% di chi si è candidato ({ $due } persone)
}
jobs-kept-days = { $days ->
    [one] Quello che mandi si cancella dopo un giorno.
   *[other] Quello che mandi si cancella dopo { $days } giorni.
}
jobs-steps = Come scegliete
jobs-steps-hint = Un passo per riga, sei al massimo; fra parentesi, in fondo, quanto ci vuole: «Una telefonata con Berta (entro 12 giorni)».
jobs-choose = Come scelgono
jobs-choose-untold = L’annuncio non racconta passi suoi: qui ogni candidatura va così.
jobs-choose-who = Risponde { $name }.
jobs-choose-all = Finora hanno avuto risposta tutti.
jobs-choose-share = Ha avuto risposta il { $percent } % di chi si è candidato.
jobs-choose-reads = { $name } legge quello che mandi
jobs-choose-talks = Se si va avanti, ne parlate in una conversazione qui
jobs-choose-silence = comunque vada; il silenzio oltre i 30 giorni si conta
jobs-choose-steps = { $count ->
    [one] Un passo.
   *[other] { FIRST($count) } passi.
}
jobs-choose-who-when = { $days ->
    [0] Risponde { $name }, di solito in giornata.
    [one] Risponde { $name }, di solito in un giorno.
   *[other] Risponde { $name }, di solito in { $days } giorni.
}
jobs-what-to-send = Cosa mandi
jobs-part-contacts = Nome e contatti
jobs-part-experience = Esperienze
jobs-part-education = Studi
jobs-part-skills = Competenze
jobs-part-about = Chi sei
jobs-part-links = Link
jobs-in-which-form = In che forma
jobs-part-page = Come pagina, qui
jobs-part-resume = Come file JSON Resume
jobs-part-pdf = Come PDF
jobs-files-alone = Mandata solo come file, senza la pagina.
jobs-with-pdf = Con il PDF
jobs-ad-then = L’annuncio com’era quando è partita la candidatura
jobs-talk = La conversazione
jobs-move-words = Due parole che vanno con la risposta, se vuoi: le leggete in due
jobs-letter = Due righe per { $name }
jobs-referrer-sees = Chi ha scritto le referenze che uso può vedere come va
jobs-look-and-send = Guarda e invia
jobs-look-first = Guarda come la leggeranno
jobs-look-again = Guarda di nuovo
jobs-look-why = Prima dell’invio vedi la pagina esatta che leggeranno.
jobs-withdraw-any-time = Puoi ritirarla quando vuoi.
jobs-apply-lead = Scegli che cosa mandare.
jobs-preview-lead = Così la leggerà { $name }. Quando va bene, inviala.
jobs-send = Invia
jobs-sheet = La candidatura
jobs-sheet-letter = Lettera
jobs-with-file = Con il file JSON Resume
jobs-application = Candidatura
jobs-applications = Candidature
jobs-applications-none = Nessuna, per ora.
jobs-applied-for = Per { $title }
jobs-applied = La tua candidatura è partita.
jobs-see-it = Guardala
jobs-another = Un’altra tua candidatura
jobs-my-applications = Le mie candidature
jobs-my-applications-none = Non ne hai mandate.
jobs-where-it-stands = A che punto è
jobs-what-next = Che cosa puoi fare
jobs-answer = Risposta
jobs-answer-comes = comunque vada
jobs-erased-on = Tutto questo si cancella da solo il { $day }.
jobs-silence-counts = Chi resta senza risposta per 30 giorni si conta sui vostri annunci.
jobs-withdraw = Ritira la candidatura
jobs-stage-sent = Inviata
jobs-stage-seen = Letta
jobs-stage-in_conversation = In conversazione
jobs-stage-offer = Proposta
jobs-stage-hired = Assunzione
jobs-stage-not_this_time = Non questa volta
jobs-stage-withdrawn = Ritirata
jobs-over = L’organizzazione ha cambiato mano, o non la rappresenta più nessuno: quello che hai mandato lì non lo legge più nessuno.
jobs-do-in_conversation = Cominciate a parlarne
jobs-do-offer = Fai una proposta
jobs-do-hired = È fatta: comincia qui
jobs-do-not_this_time = Non questa volta
jobs-referrals = Chi ha scritto una referenza
jobs-referrals-given = Le referenze che hai scritto
jobs-referrals-all = Referenze
jobs-referrals-received = Per te
jobs-referrals-received-lead = Sei tu a leggerle prima di chiunque: l’organizzazione vede solo quelle che usi, insieme alla candidatura. Chi le ha scritte non sa che cosa hai scelto.
jobs-referred-you = Referenze per te
jobs-referral-use = Usala
jobs-referral-rather-not = Preferisco di no
jobs-referral-used = La usi: si legge con la tua candidatura.
jobs-referral-declined = Non la usi.
jobs-referral-take-back = Ritirala
jobs-referrals-lead = Come va lo vedi se la persona per cui l’hai scritta è d’accordo.
jobs-referrals-none = Nessuna, per ora.
jobs-referral-untold = non si sa ancora come va
jobs-referral-is-a-favour = Una referenza è un favore: chi la scrive legge prima il tuo profilo e può dire di no, senza che l’azienda lo sappia.
jobs-you-work-there = Lavori qui
jobs-refer = Scrivi una referenza
jobs-refer-lead = Una frase tua per qualcuno che conosci, che la legge prima di tutti. L’organizzazione la legge con la candidatura.
jobs-refer-whom = Chi, con il suo nome utente
jobs-refer-why = Perché proprio questa persona
jobs-refer-do = Manda la referenza
jobs-ask-refer = Chiedi una referenza { A($name) }
jobs-ask-referral-title = Chiedi una referenza
jobs-ask-referral-lead = Le parole sono pronte: cambiale, o mandale così. Le legge solo { $name }.
jobs-ask-referral-text = Il messaggio
jobs-ask-referral-words = Ciao { $name }, vorrei candidarmi per «{ $title }» dove lavori. Scriveresti una referenza per me? Se non te la senti va benissimo.
done-applied = Inviata: qui vedi a che punto è.
done-application-moved = Fatto.
done-application-shared = Salvato.
done-referred = La tua referenza è partita.
done-referral-answered = Salvato.
done-referral-back = Ritirata.
done-referral-asked = Mandato.
notice-application_came = { $name } ha mandato una candidatura a un tuo annuncio
notice-application_moved = Una tua candidatura è andata avanti: c’è una risposta
notice-application_withdrawn = { $name } ha ritirato la candidatura
notice-application_over = Una tua candidatura non la legge più nessuno: l’organizzazione ha cambiato mano
notice-application_closed = Un annuncio a cui hai mandato una candidatura è chiuso
notice-application_open = Un annuncio a cui hai mandato una candidatura è di nuovo aperto
notice-job_referred = { $name } ha scritto una referenza per te
jobs-referral-count = { $count ->
    [one] con una referenza
   *[other] con { $count } referenze
}
jobs-openness = Aperto a un lavoro
jobs-openness-lead = Se ti muoveresti, lo dici solo a chi scegli tu.
jobs-openness-to = A chi lo dici
jobs-open-to-nobody = a nessuno
jobs-open-to-organisations = a chi rappresenta un’organizzazione dimostrata
jobs-open-to-everybody = a tutti qui
jobs-openness-words = Che cosa ti piacerebbe, in una riga
jobs-employer-never = Non lo saprà mai chi è di:
jobs-employer-unknown = Non sappiamo dove lavori: senza, non possiamo nasconderlo al tuo datore di lavoro.
jobs-employer-tell = Scrivilo nel profilo
jobs-also-not = Non lo deve sapere nemmeno chi è di
jobs-also-not-hint = Un nome per riga: la casa madre, un cliente, chi lavora con la tua azienda. Fra i nomi simili scegliamo sempre di nasconderlo.
jobs-people = Chi è aperto a un lavoro
jobs-people-lead = Vedi chi ha scelto di dirlo a te. Chi rappresenta un’organizzazione dimostrata ne vede di più; i tuoi colleghi non ci sono mai.
jobs-people-none = Nessuno, per ora.
jobs-people-words = Che cosa piacerebbe
jobs-people-place = Dove sta
jobs-people-skill = Che cosa sa fare
jobs-people-employer = Dove lavora
jobs-people-next = Altre persone
jobs-own_staff = Non si cercano i propri colleghi, né quelli di un proprio cliente, fra chi è aperto a un lavoro.
jobs-words_too_long = Una riga: { $most } caratteri al massimo.
jobs-searches = Ricerche salvate
jobs-searches-lead = Una volta al giorno ti diciamo se c’è qualcosa di nuovo. Quello che cerchi lo sai solo tu.
jobs-searches-none = Non ne hai. Filtra gli annunci e salva la ricerca.
jobs-search-save = Avvisami una volta al giorno
jobs-search-remove = Togli
jobs-from-pay = da { $money }
jobs-feeds = Annunci da un altro sito
jobs-feeds-lead = Leggiamo ogni sei ore un file XML nello stile di Indeed, o una pagina con i JobPosting di schema.org. Quello che sparisce da lì si chiude qui.
jobs-feed-url = Indirizzo
jobs-feed-add = Aggiungi
jobs-feed-remove = Togli
jobs-feed-waits = non ancora letto
jobs-feed-taken = letti { $taken }, lasciati { $skipped }
jobs-feed-left = { $count }: { $why }
jobs-feed_unproven = I feed si leggono solo per un’organizzazione dimostrata.
jobs-feed_unreadable = Lì non ci sono annunci che sappiamo leggere.
jobs-feed_too_many = Ci sono più di { $most } annunci: non ne leggiamo nessuno.
jobs-feed_unreachable = Da lì non risponde nessuno.
jobs-feed_gone = La pagina non c’è più. Se manca anche la prossima volta, gli annunci arrivati da lì si chiudono.
jobs-feed_empty = Sulla pagina non c’è più nessun annuncio. Se è così anche la prossima volta, quelli arrivati da lì si chiudono.
jobs-feed_private = Porta a un indirizzo che non è aperto a tutti: non ci andiamo.
jobs-feed_too_large = Il file è troppo grande: 5 MB al massimo.
jobs-feed_too_slow = Ci ha messo troppo a rispondere.
jobs-feed_of_another = È a nome di un’altra organizzazione.
jobs-feed_keyless = Non ha una chiave sua nel feed, o la chiave c’è due volte.
done-search-saved = Salvata.
done-search-removed = Tolta.
done-openness-kept = Salvato.
done-feed-added = Aggiunto: lo leggiamo entro un’ora.
done-feed-removed = Tolto: i suoi annunci sono chiusi.
notice-search_found = C’è qualcosa di nuovo nelle tue ricerche di lavoro
