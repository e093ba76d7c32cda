# Moderazione: segnalare, decidere, essere ascoltati.

moderation-why_unknown = Scegli che cosa non va.
moderation-words_too_long = Le tue parole possono avere al massimo { $limit } caratteri.
moderation-oneself = Questo è tuo: puoi cambiarlo o cancellarlo tu.
moderation-measure_unknown = Scegli che cosa deve succedere.
moderation-measure_unfit = Non si addice a ciò di cui si tratta.
moderation-reason_missing = Di’ perché: chi ne è toccato ha diritto di saperlo.
moderation-reason_too_long = Il motivo può avere al massimo { $limit } caratteri.
moderation-days_malformed = Scrivi un numero di giorni: fino a { $silence } per il silenzio, fino a { $suspension } per un account chiuso.
moderation-own_matter = L’hai scritto o segnalato tu: lo giudica un altro moderatore.
moderation-already_decided = È già stato deciso.
moderation-not_private = Si può già leggere.
moderation-already_asked = Due moderatori sono d’accordo a leggerlo: lo leggono loro due, e nessun altro.
moderation-second_person = L’hai chiesto tu: deve essere d’accordo un altro moderatore.
moderation-unread = Nessuno l’ha letto e nessuno l’ha segnalato: puoi lasciarlo andare o tenerlo fermo, e nient’altro.
moderation-unreported = Non tutti possono leggerlo e nessuno l’ha segnalato, quindi nessun moderatore lo legge: lascialo andare o tienilo fermo, da che cosa ha visto il controllo e da chi l’ha scritto.
moderation-appeal_missing = Di’ perché pensi che sia sbagliato.
moderation-appeal_too_long = Le tue parole possono avere al massimo { $limit } caratteri.
moderation-already_appealed = Hai già fatto ricorso.
moderation-appeal_too_late = Si può fare ricorso entro { $days } giorni.
moderation-nothing_to_appeal = Qui non è stato deciso niente contro di te.
moderation-not_appealed = Nessuno ha fatto ricorso.
moderation-already_taken_out = Chi tiene il circolo l’ha già tolto.
moderation-runs_server = Questo account gestisce il server: qui non si può né imporgli silenzio né chiuderlo. Puoi togliere la cosa, o avvertire.
moderation-own_decision = L’hai deciso tu: il ricorso lo ascolta un altro moderatore.
moderation-domain_malformed = Scrivi un dominio come example.org, nient’altro.
moderation-silenced = Per ora non puoi scrivere per tutti né a chi non conosci. Il perché, e come fare ricorso, è nella pagina «Decisioni su di te». Puoi continuare a leggere e a scrivere a chi conosci.
moderation-suspended = Questo account è chiuso per decisione dei moderatori. Entra con un browser per leggere il perché, fare ricorso, portare via le tue cose o chiudere il tuo posto.
moderation-too_many_today = Hai segnalato { $limit } cose in un giorno: per oggi basta.

moderation-about-member = Una persona
moderation-about-post = Un post
moderation-about-comment = Una risposta sotto un post
moderation-about-message = Un messaggio
moderation-about-ask = Una richiesta o un’offerta
moderation-about-job = Un annuncio di lavoro
moderation-about-event = Un evento
moderation-about-group = Un circolo
moderation-about-invitation = Le parole di un invito
moderation-about-letter = Una lettera a chi gestisce il server
moderation-why-spam = Spam
moderation-why-fraud = Truffa
moderation-why-harassment = Molestie
moderation-why-hate = Odio
moderation-why-private = Cose private di qualcuno
moderation-why-false_job = Un lavoro che non è quello che dice
moderation-why-impersonation = Qualcuno si spaccia per un altro
moderation-why-illegal = Contro la legge
moderation-why-other = Altro
moderation-measure-nothing = Non c’è niente che non va
moderation-measure-hide = Non si mostra più
moderation-measure-warn = Un avvertimento
moderation-measure-silence = Per qualche giorno non scrive per tutti
moderation-measure-suspend = L’account è chiuso
moderation-measure-out_of_group = Tolto da un circolo
moderation-hearing-stands = In vigore
moderation-hearing-appealed = C’è un ricorso
moderation-hearing-upheld = Un altro moderatore l’ha confermata:
moderation-hearing-lifted = Un altro moderatore l’ha annullata:
moderation-sign-leads_elsewhere = porta altrove, in un’altra chat
moderation-sign-link = un link
moderation-sign-short_link = un link che nasconde dove porta
moderation-sign-money = soldi
moderation-sign-pay_first = si paga prima
moderation-sign-asks_for_secrets = chiede documenti, codici o password
moderation-sign-urgent = fretta
moderation-sign-too_good = troppo bello per essere vero
moderation-sign-disguised = lettere travestite
moderation-sign-shouts = urla
moderation-sign-like_decided = come ciò che avete già deciso
moderation-sign-reads_like = si legge come spam
moderation-sign-sure = il controllo ne è sicuro
moderation-sign-unsure = il controllo non ne è sicuro
moderation-sign-barred_domain = un link a un dominio non gradito
moderation-sign-akismet = per Akismet è spam
moderation-sign-akismet_discard = per Akismet è spam evidente
moderation-sign-akismet_later = Akismet vuole guardare ancora una volta
moderation-sign-akismet_silent = non è stato possibile chiedere ad Akismet

report-title = Segnala
report-link = segnala
report-head = Segnala: { $what }
report-lead = Lo guardano i moderatori di questa rete. Saprai quando l’hanno fatto.
report-why = Che cosa non va?
report-words = Qualcosa che dovrebbero sapere
report-words-hint = Se vuoi; al massimo { $limit } caratteri.
report-who-sees = Solo i moderatori vedono chi ha segnalato.
report-private = Questo non è per tutti: i moderatori possono leggerlo solo se due di loro sono d’accordo, e solo questo, niente di ciò che c’è intorno.
report-send = Segnala
reports-title = Che cosa hai segnalato
reports-lead = Dalla più recente. Ciò che è stato deciso su qualcun altro lo sa solo chi ne è toccato.
reports-none = Non hai segnalato niente.
reports-waiting = in attesa
reports-decided = guardata, e decisa
done-reported = Grazie. I moderatori la guarderanno.

decisions-title = Decisioni su di te
decisions-lead = Ciò che aspetta i moderatori, e ciò che hanno deciso su di te o su ciò che hai scritto.
decisions-none = Qui non c’è niente.
decisions-suspended = Il tuo account è chiuso per una decisione. Puoi leggere il perché, fare ricorso, portare via le tue cose e chiudere il tuo posto.
decisions-export = Porta via le tue cose
decisions-leave = Chiudi il tuo posto
decisions-waiting = In attesa di un moderatore
decisions-waiting-lead = Al controllo è sembrato spam; ogni tanto sbaglia. Un moderatore lo lascia andare o lo toglie; quello che non è per tutti non lo legge da solo. Niente va perso.
decisions-read = Leggi, o fai ricorso
decision-title = Una decisione su di te
decision-lead = Dei moderatori di questa rete.
decision-lead-group = Di chi tiene il circolo in cui hai scritto. Il ricorso lo ascoltano i moderatori di questa rete.
decision-until = fino al { $day }
decision-appeal = Ricorso:
appeal-words = Perché pensi che sia sbagliata?
appeal-hint = Entro { $days } giorni, una volta, al massimo { $limit } caratteri. Lo ascolta un moderatore che non l’ha decisa.
appeal-send = Fai ricorso
appeal-waits = Il tuo ricorso aspetta un altro moderatore.
done-appealed = Il tuo ricorso è dai moderatori.

moderation-title = Moderazione
moderation-lead = { $count ->
    [0] Non aspetta niente
    [one] Aspetta una cosa
   *[other] Aspettano { WORDS($count) } cose
} e { $appeals ->
    [0] nessuno fa ricorso
    [one] una persona fa ricorso
   *[other] { WORDS($appeals) } persone fanno ricorso
}.
moderation-appeals = Ricorsi
moderation-cases = In attesa
moderation-open = Apri
moderation-more = Altri
moderation-held = trattenuto come spam
moderation-private = non per tutti
moderation-asked = un moderatore chiede di leggerlo
moderation-somebody = qualcuno che non c’è più
case-title = Una questione
case-author = Di
case-text = Che cosa dice
case-page = La sua pagina
case-picture = Che cosa mostra, con le parole di chi l’ha scritto:
case-before = Che cosa diceva prima, da quando è stato segnalato
case-held-why = È trattenuto: esce solo se non ci trovi niente che non va. Qualunque altra decisione lo toglie, e un ricorso accolto lo fa uscire.
case-held-unread = Senza leggerlo, lo lasci andare o lo tieni fermo: per chi l’ha scritto non ne viene altro.
case-gone = Non c’è più.
case-closed = Non tutti possono leggerlo, quindi non puoi guardare e basta. Se un secondo moderatore è d’accordo, leggete tutti e due questo e nient’altro; resta nel registro.
case-alone = Qui non c’è un altro moderatore che possa essere d’accordo, quindi nessuno lo legge: decidi da che cosa ha visto il controllo e da chi l’ha scritto.
case-asked = { $name } chiede di leggerlo.
case-ask = Chiedi di leggerlo
case-agree = Sono d’accordo, leggiamolo
case-signs = Il controllo ha visto:
case-reports = Segnalazioni
case-measure = Che cosa deve succedere?
case-days = Per quanti giorni
case-days-hint = Silenzio: da 1 a { $silence }. Account chiuso: da 1 a { $suspension }, o vuoto per sempre.
case-reason = Perché
case-reason-hint = Lo legge chi ne è toccato; al massimo { $limit } caratteri.
case-decide = Decidi
case-answer = Risposta al ricorso
case-lift = Annulla la decisione
case-uphold = Confermala
done-decided = Deciso. Chi ne è toccato lo sa.
done-opening = È nel registro.
done-answered = Risposto.
moderation-log-title = Registro
moderation-log-lead = Chi ha fatto che cosa come moderatore. Qui nessuno può cambiare o togliere niente; chi cambia la base di dati a mano viene scoperto, finché non la riscrive tutta.
moderation-log-broken = La riga { $line } non è come fu scritta: qualcuno ha cambiato la base di dati a mano.
moderation-log-cut = Mancano le righe da { $from } a { $to }: qualcuno ha cambiato la base di dati a mano.
moderation-log-uncounted = Quante righe c’erano non si sa più: qualcuno ha cambiato la base di dati a mano.
moderation-log-head = Arriva fin qui: { $lines ->
    [one] una riga
   *[other] { $lines } righe
}. Annotalo da qualche parte fuori da questo server: chi riscrivesse tutto il registro non lo farà tornare con quello che hai annotato.
moderation-log-case = la questione
moderation-act-nothing = { $name } non ha trovato niente che non va
moderation-act-hide = { $name } l’ha tolto
moderation-act-warn = { $name } ha avvertito chi l’ha scritto
moderation-act-silence = { $name } ha imposto silenzio a chi l’ha scritto
moderation-act-suspend = { $name } ha chiuso l’account
moderation-act-nothing_unread = { $name } l’ha lasciato andare senza leggerlo
moderation-act-hide_unread = { $name } l’ha tolto senza leggerlo
moderation-act-warn_unread = { $name } ha avvertito chi l’ha scritto, senza leggerlo
moderation-act-silence_unread = { $name } ha imposto silenzio a chi l’ha scritto, senza leggerlo
moderation-act-suspend_unread = { $name } ha chiuso l’account senza leggerlo
moderation-act-asked_to_read = { $name } ha chiesto di leggerlo
moderation-act-agreed_to_read = { $name } è d’accordo a leggerlo
moderation-act-upheld = { $name } ha confermato la decisione
moderation-act-took_out_of_group = { $name } l’ha tolto da un circolo che tiene
moderation-act-lifted = { $name } ha annullato la decisione
moderation-act-barred_domain = { $name } ha escluso un dominio
moderation-act-unbarred_domain = { $name } ha riammesso un dominio
moderation-act-appointed = { $name } ha nominato un moderatore
moderation-act-dismissed = { $name } ha congedato un moderatore
moderation-act-runs_server = { $name } da adesso gestisce il server
moderation-act-runs_no_server = { $name } non gestisce più il server
moderation-act-let_through = Interpellato di nuovo, il controllo l’ha lasciato passare
moderation-domains-title = Domini
moderation-domains-lead = Chi ha un indirizzo di questi domini non può iscriversi, e ciò che porta a essi aspetta un moderatore. Chi è già qui resta.
moderation-domain = Dominio
moderation-bar = Escludi
moderation-unbar = Riammetti
done-barred = Il dominio è escluso.
done-unbarred = Il dominio è di nuovo benvenuto.
moderation-people-title = Moderatori
moderation-people-lead = Membri che giudicano ciò che è segnalato. Vedono chi ha segnalato e che cosa; non note, schede o altri messaggi.
moderation-people-admins = Chi gestisce il server può sempre giudicare.
moderation-handle = Nome utente
moderation-nobody = Non c’è nessun membro così.
moderation-appoint = Nomina
moderation-dismiss = Congeda
done-appointed = Nominato.
done-dismissed = Congedato.

transparency-title = La moderazione in cifre
transparency-lead = Che cosa è stato segnalato ai moderatori di questa rete e che cosa hanno deciso, per trimestri conclusi.
transparency-quarter = { $quarter ->
    [1] Primo
    [2] Secondo
    [3] Terzo
   *[other] Quarto
} trimestre del { $year }
transparency-count = { $count ->
    [0] zero
    [4] meno di cinque
   *[other] circa { $count }
}
transparency-quiet = Niente.
transparency-reports = Segnalazioni
transparency-decisions = Decisioni
transparency-appeals = Ricorsi
transparency-held = Cose trattenute come spam finché un moderatore le ha guardate
transparency-why = Sotto cinque diciamo solo «meno di cinque»; il resto è arrotondato per difetto a multipli di cinque: nessuno deve potercisi riconoscere.

inbox-moderation = { $count ->
    [one] Una cosa aspetta un moderatore.
   *[other] { FIRST($count) } cose aspettano un moderatore.
}
inbox-moderation-act = Guarda
notice-held = Qualcosa di tuo aspetta un moderatore
notice-released = Ciò che aspettava è passato
notice-decided = I moderatori hanno deciso su di te o su qualcosa che hai scritto
notice-appeal_answered = Il tuo ricorso ha avuto risposta
notice-report_decided = Ciò che hai segnalato è stato guardato
notice-taken_out_of_group = Qualcosa che hai scritto è stato tolto da un circolo: leggi perché
