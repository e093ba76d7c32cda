# Oggi.

today-lead = Un passo, { $due ->
    [0] nessuno da curare
    [1] una persona da curare
   *[other] { $due } persone da curare
}, { $news ->
    [0] nessuna novità
    [1] una novità
   *[other] { $news } novità
}. Poi basta.
today-nothing = Oggi non c’è niente che ti aspetti. Buon lavoro.
today-toto = Toto, al tuo fianco
today-minutes = { $minutes ->
    [1] circa un minuto
   *[other] circa { $minutes } minuti
}
today-only-you = lo vedi solo tu
today-source = Da dove viene questo consiglio
today-news = Che cosa è successo
today-all-news = Tutte le novità
today-why-these = Perché queste
today-end = Per oggi è tutto
today-end-why = Il resto può aspettare.
today-side = A margine
today-tend = Da curare
today-nobody-due = Questa settimana nessuno.
today-garden = Vai al giardino
today-asking = Una domanda per te
today-asking-count = { $count ->
    [1] Una persona vorrebbe collegarsi con te.
   *[other] { $count } persone vorrebbero collegarsi con te.
}
today-asking-read = Leggi chi è
step-answer-title = { $count ->
    [1] Una persona aspetta una tua risposta
   *[other] { $count } persone aspettano una tua risposta
}
step-answer-why = ti hanno scritto come vi siete conosciuti. Anche un no è una risposta, e non lo vede nessuno.
step-answer-act = Leggi gli inviti
step-answer-source = Dagli inviti che hai ricevuto e a cui non hai ancora risposto.
step-import-title = Porta qui chi conosci già
step-import-why = la tua rete non comincia oggi. Se hai un archivio di LinkedIn o una rubrica, li leggiamo insieme; a nessuno scriviamo niente.
step-import-act = Porta qui un archivio
step-import-source = Il tuo giardino è vuoto. Toto guarda solo quante persone ci sono.
step-plant-title = { $count ->
    [1] Una persona aspetta un’aiuola
   *[other] { $count } persone aspettano un’aiuola
}
step-plant-why = dire perché una persona ti è cara aiuta a ricordarsene. Comincia da cinque.
step-plant-act = Dai loro un posto
step-plant-source = Dalle persone del tuo giardino che non sono in nessuna aiuola.
step-tend-title = Fatti vivo con { $name }
step-tend-why = hai scelto tu ogni quanto sentirvi, e il tempo è passato. Bastano due righe.
step-tend-act = Vai al giardino
step-tend-source = Dal ritmo che hai scelto e dall’ultima volta che vi siete sentiti. Toto non legge i tuoi messaggi.
step-proposals-title = Il tuo archivio propone qualcosa per il profilo
step-proposals-why = { $count ->
    [1] c’è una proposta che aspetta. Decidi tu se prenderla.
   *[other] ci sono { $count } proposte che aspettano. Decidi tu quali prendere.
}
step-proposals-act = Guarda le proposte
step-proposals-source = Dall’ultimo file che hai portato qui.
step-tell-title = Racconta dove hai lavorato
step-tell-why = chi ti ha conosciuto lì ti ritrova, e tu ritrovi loro.
step-tell-act = Apri il profilo
step-tell-source = Il tuo profilo non dice ancora niente del tuo lavoro o dei tuoi studi.
step-invite-title = Invita una persona che conosci
step-invite-why = qui ci sono persone che forse conosci già, e dice perché.
step-invite-act = Guarda chi
step-invite-source = Dai tuoi collegamenti, dai lavori e dagli studi che mostrate tutti e due.
