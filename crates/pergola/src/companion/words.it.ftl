# Toto, e chi accompagna chi arriva.

step-toto = Toto, al tuo fianco
step-minutes = { $minutes ->
    [1] circa un minuto
   *[other] circa { $minutes } minuti
}
step-not-today = Non oggi
step-done = Fatto
step-source = Da dove viene questo consiglio
step-rest = Per oggi Toto non ha altro da chiederti.
step-another = Un altro passo, per favore
step-seen-only_you = lo vedi solo tu
step-seen-the_person = lo vede solo la persona a cui scrivi
step-seen-each_asked = ogni persona a cui chiedi vede solo quello che scrivi a lei
step-seen-when_all_said_yes = nessuno vede la tua risposta finché non hanno detto sì tutti
step-seen-on_the_path = se la passi avanti, chi la riceve legge le tue parole
step-seen-who_helped = lo vede chi vi ha presentati; se ringrazi, anche chi ha passato avanti la tua richiesta
step-seen-whom_you_choose = lo vede chi scegli tu
done-step-done = Bene. Toto se lo ricorda, e nessun altro.
done-step-postponed = Va bene. Se ne riparla un altro giorno.
companion-step_over = A questo passo hai già risposto, o il suo tempo è passato.
companion-no_offer = Questa proposta non c’è più. Può capitare: guarda se ce n’è un’altra.
companion-enough_newcomers = Accompagni già { $most } persone, ed è il massimo: così resta tempo per ognuna.
companion-too_new = Si può accompagnare chi arriva quando si è qui da almeno { $days } giorni.
godparents-title = Madrine e padrini
godparents-lead = Una persona in carne e ossa accanto a chi arriva: due parole nei primi giorni, niente di più.
godparents-offered = Potrebbe accompagnarti
godparents-common = { $place ->
    [1] siete dello stesso posto
   *[other] parlate la stessa lingua
}{ $organisations ->
    [0] {""}
    [1] , avete lavorato nello stesso posto
   *[other] , avete lavorato in { $organisations } stessi posti
}{ $skills ->
    [0] .
    [1] , e conoscete tutti e due una stessa cosa.
   *[other] , e conoscete tutti e due { $skills } stesse cose.
}
godparents-both = Potete dire di no tutti e due, senza una parola. Se non risponde entro una settimana puoi chiedere a qualcun altro.
godparents-ask = Chiedi di accompagnarti
godparents-pass = Preferisco di no
godparents-standing = Chi accompagna chi
godparents-with-you = ti accompagna
godparents-you-asked = hai chiesto di accompagnarti; ha una settimana per rispondere
godparents-you-go = accompagni questa persona
godparents-asks-you = ti chiede compagnia
godparents-yes = Volentieri
godparents-no = Non ora
godparents-end = Finisci qui
godparents-me = E tu?
godparents-me-yes = Chi arriva e ha qualcosa in comune con te può vedere il tuo nome qui. Vai con due persone al massimo.
godparents-me-no = Se sei qui da almeno un mese puoi accompagnare chi arriva. Vedono il tuo nome solo persone nuove che hanno qualcosa in comune con te.
godparents-start = Mi rendo disponibile
godparents-stop = Non sono più disponibile
done-godparent-willing = Grazie. Ti avvisiamo quando qualcuno ti chiede compagnia.
done-godparent-unwilling = Va bene. Chi accompagni già resta con te.
done-godparent-asked = La domanda è partita. La vede solo questa persona.
done-godparent-yes = Ora potete scrivervi. Buona strada.
done-godparent-no = Va bene. Non lo saprà nessuno.
done-godparent-over = Fatto.
step-question-title = Una domanda privata aspetta la tua risposta
step-question-why = qualcuno pensa che tu e un’altra persona possiate esservi utili. Un no non lo vede nessuno.
step-question-act = Leggi la domanda
step-question-source = Dalle presentazioni in cui qualcuno ha fatto il tuo nome.
step-answer-title = { $count ->
    [1] Una persona aspetta una tua risposta
   *[other] { FIRST($count) } persone aspettano una tua risposta
}
step-answer-why = ti hanno scritto come vi siete conosciuti. Anche un no è una risposta, e non lo vede nessuno.
step-answer-act = Leggi gli inviti
step-answer-source = Dagli inviti che hai ricevuto e a cui non hai ancora risposto.
step-request-title = Qualcuno chiede di essere presentato da te
step-request-why = vorrebbe arrivare a una persona che conosci. Puoi passare la richiesta, o no: chi chiede vede solo se c’è una strada.
step-request-act = Leggi la richiesta
step-request-source = Dalle richieste che passano da te.
step-godparent_answer-title = { $name } è qui da poco e ti chiede compagnia
step-godparent_answer-why = avete qualcosa in comune. Bastano due parole ogni tanto; un no non si vede.
step-godparent_answer-act = Leggi chi è
step-godparent_answer-source = Dalla tua disponibilità ad accompagnare chi arriva.
step-message-title = { $name } ti ha scritto e aspetta due righe
step-message-why = l’ultima parola della vostra conversazione è sua, da qualche giorno.
step-message-act = Apri la conversazione
step-message-source = Dalle date della tua posta. Toto non legge i messaggi.
step-import-title = Porta qui chi conosci già
step-import-why = la tua rete non comincia oggi. Se hai un archivio di LinkedIn o una rubrica, li leggiamo insieme; a nessuno scriviamo niente.
step-import-act = Porta qui un archivio
step-import-source = Il tuo giardino è vuoto. Toto guarda solo quante persone ci sono.
step-five-title = Scegli cinque persone a cui tieni
step-five-why = dire perché una persona ti è cara aiuta a ricordarsene. Il resto può aspettare.
step-five-act = Scegli le prime cinque
step-five-source = Nel tuo giardino c’è gente, e nessuno ha ancora un posto.
step-first_offer-title = Di’ una cosa che sai fare per gli altri
step-first_offer-why = una rete si regge su chi dà per primo. Basta una frase: un’ora, un consiglio, un attrezzo, un contatto.
step-first_offer-act = Scrivi la tua prima offerta
step-first_offer-source = Non hai ancora offerto niente qui.
step-first_introduction-title = Puoi già mettere in contatto due persone
step-first_introduction-why = una chiede, l’altra offre, e tu le conosci tutte e due. Prima chiediamo a ognuna, in privato.
step-first_introduction-act = Guarda chi
step-first_introduction-source = Dalle richieste e dalle offerte di chi conosci.
step-first_ask-title = Chiedi una cosa che ti servirebbe
step-first_ask-why = hai già offerto: ora chi ti vuole aiutare deve sapere come. Decidi tu chi la legge.
step-first_ask-act = Scrivi la tua prima richiesta
step-first_ask-source = Non hai ancora chiesto niente qui.
step-godparent-title = { $name } può farti compagnia i primi tempi
step-godparent-why = avete qualcosa in comune, e accompagna volentieri chi arriva. Potete dire di no tutti e due.
step-godparent-act = Guarda che cosa vi unisce
step-godparent-source = Dalle persone che accompagnano chi arriva, e da ciò che mostrate tutti e due.
step-outcome-title = Com’è andata con chi ti hanno presentato?
step-outcome-why = chi mette in contatto due persone è contento di sapere com’è finita. Basta una riga.
step-outcome-act = Racconta com’è andata
step-outcome-source = Da una presentazione di due settimane fa.
step-introduce-title = Potresti presentare due persone
step-introduce-why = una chiede, l’altra offre, e tu le conosci tutte e due. Prima chiediamo a ognuna, in privato.
step-introduce-act = Guarda chi
step-introduce-source = Dalle richieste e dalle offerte di chi conosci.
step-answer_ask-title = Nella tua rete chiedono una cosa che tu offri
step-answer_ask-why = quello che serve somiglia a una tua offerta. Una risposta costa poco e vale molto.
step-answer_ask-act = Leggi la richiesta
step-answer_ask-source = Dalle tue offerte e dalle richieste che puoi vedere.
step-greet-title = Chiedi { A($name) } come va
step-greet-why = accompagni questa persona da un po’, e da una settimana non vi sentite.
step-greet-act = Scrivi due righe
step-greet-source = Dalle persone che accompagni e dall’ultima volta che vi siete sentiti.
step-tend-title = Senti come sta { $name }
step-tend-why = hai scelto tu ogni quanto sentirvi, e il tempo è passato. Bastano due righe.
step-tend-act = Apri la sua pagina
step-tend-source = Dal ritmo che hai scelto e dall’ultima volta che vi siete sentiti. Toto non legge i tuoi messaggi.
step-reawaken-title = Riprendi il filo con { $name }
step-reawaken-why = non vi sentite da anni. Chi si ritrova dopo molto tempo ha spesso più da dirsi di chi si vede ogni giorno.
step-reawaken-act = Apri la sua pagina
step-reawaken-source = Dalle persone che conosci da almeno tre anni e non senti da altrettanti.
step-follow_up-title = Chiedi com’è finita una tua presentazione
step-follow_up-why = hai messo in contatto due persone un mese fa e nessuno ha raccontato com’è andata.
step-follow_up-act = Apri la presentazione
step-follow_up-source = Dalle presentazioni che hai fatto.
step-renew-title = Una tua offerta si è messa a riposo
step-renew-why = se vale ancora, basta un tocco per rinnovarla.
step-renew-act = Guarda l’offerta
step-renew-source = Dalla data della tua offerta.
step-close_ask-title = Che ne è stato della tua richiesta?
step-close_ask-why = il suo tempo è passato. Se qualcuno ti ha aiutato, è il momento di ringraziarlo.
step-close_ask-act = Chiudi la richiesta
step-close_ask-source = Dalla data della tua richiesta.
step-proposals-title = Il tuo archivio propone qualcosa per il profilo
step-proposals-why = { $count ->
    [1] c’è una proposta che aspetta. Decidi tu se prenderla.
   *[other] ci sono { $count } proposte che aspettano. Decidi tu quali prendere.
}
step-proposals-act = Guarda le proposte
step-proposals-source = Dall’ultimo file che hai portato qui.
step-confirm_met-title = Tu e { $name } raccontate diversamente come vi siete conosciuti
step-confirm_met-why = quando i due racconti vanno d’accordo, la strada che passa da voi si capisce meglio.
step-confirm_met-act = Guarda i due racconti
step-confirm_met-source = Da come ognuno di voi ha raccontato l’incontro.
step-plant-title = { $count ->
    [1] Una persona aspetta un’aiuola
   *[other] { FIRST($count) } persone aspettano un’aiuola
}
step-plant-why = dire perché una persona ti è cara aiuta a ricordarsene. Comincia da poche.
step-plant-act = Dai loro un posto
step-plant-source = Dalle persone del tuo giardino che non sono in nessuna aiuola.
step-tell-title = Racconta dove hai lavorato
step-tell-why = chi ti ha conosciuto lì ti ritrova, e tu ritrovi loro.
step-tell-act = Apri il profilo
step-tell-source = Il tuo profilo non dice ancora niente del tuo lavoro o dei tuoi studi.
step-invite_contact-title = { $name } ora è su Pergola
step-invite_contact-why = è su una tua scheda e ha scelto di farsi trovare. Se vuoi, invitalo tu.
step-invite_contact-act = Scrivi un invito
step-invite_contact-source = Da una tua scheda e da chi ha scelto di farsi trovare con il suo indirizzo.
step-invite-title = Invita una persona che conosci
step-invite-why = qui ci sono persone che forse conosci già, ognuna con il suo perché.
step-invite-act = Guarda chi
step-invite-source = Dai tuoi collegamenti, dai lavori e dagli studi che mostrate tutti e due.
step-note-title = Scrivi una riga su { $name }
step-note-why = fra un anno ti farà piacere ritrovarla. La leggi solo tu.
step-note-act = Aggiungi una nota
step-note-source = Dalle persone del tuo giardino su cui non hai scritto niente.
step-offer_again-title = Che cosa puoi offrire oggi?
step-offer_again-why = l’ultima tua offerta ha sei mesi. Forse ora sai fare altro.
step-offer_again-act = Scrivi un’offerta
step-offer_again-source = Dalla data della tua ultima offerta.
step-become_godparent-title = Accompagna chi arriva
step-become_godparent-why = conosci la casa. Due parole nei primi giorni fanno la differenza; vai con due persone al massimo.
step-become_godparent-act = Guarda come funziona
step-become_godparent-source = Sei qui da tempo e hai una rete.
step-archive-title = Porta via una copia di tutto
step-archive-why = la tua rete è tua. Una copia all’anno, in un posto sicuro, non fa male.
step-archive-act = Prepara l’archivio
step-archive-source = È passato un anno dall’ultimo archivio, o non ne hai mai fatto uno.
step-sharing-title = Guarda chi vede che cosa
step-sharing-why = una volta l’anno conviene: chi vede i tuoi collegamenti, chi ti trova, se passi per le strade degli altri.
step-sharing-act = Apri le impostazioni
step-sharing-source = È passato molto tempo dall’ultima volta.
notice-godparent_asked = { $name } è qui da poco e ti chiede compagnia
notice-godparent_beside = { $name } ti accompagna nei primi tempi
