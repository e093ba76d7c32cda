# Intorno a ogni pagina, e quando qualcosa non va.

layout-skip = Vai al contenuto
layout-nav = Principale
layout-today = Oggi
layout-garden = Giardino
layout-board = Bacheca
layout-jobs = Lavoro
layout-inbox = Posta
layout-waits = qualcosa da leggere
layout-find = Cerca
layout-find-hint = Persone, richieste, circoli
layout-me = { $name }: profilo e impostazioni
layout-promise = Niente pubblicità, niente classifiche, niente scorrimento infinito.
layout-how = Come funziona
layout-privacy = Riservatezza
layout-api = API
layout-server = Questo server: { $server }
layout-letters = Lettere della prova
layout-error-title = Errore:
layout-leaving = Il tuo posto si chiude fra pochi giorni.
layout-leaving-stay = Ci ho ripensato
form-wrong = C’è una cosa da correggere
failure-not-found = Il sentiero finisce qui
failure-busy = Un momento
failure-fault = Qualcosa si è rotto, ed è colpa nostra
failure-refused = Così non si può
failure-reference = Se ci scrivi, cita questo riferimento: { $reference }
failure-typed = Quello che hai scritto
failure-typed-why = Qui non ne è stato conservato nulla: copia quello che vuoi tenere.
failure-typed-field = Campo { $number }
failure-home = Torna a Oggi

http-not_found = Questa pagina non c’è, o non c’è più. Forse il link era vecchio.
http-sign_in_first = Per questo bisogna entrare.
http-method_unknown = Qui non si può fare così.
http-gone = C’era, e non c’è più.
http-stale = Nel frattempo qualcosa è cambiato. Ricarica la pagina e riprova.
http-foreign_form = La richiesta viene da un altro sito: per sicurezza non l’abbiamo eseguita.
http-form_stale = Questo modulo è rimasto aperto troppo a lungo. Torna indietro, ricarica la pagina e riprova: non abbiamo cambiato niente.
http-form_malformed = Al modulo manca qualcosa. Ricarica la pagina e riprova.
http-request_malformed = La richiesta non è nella forma che ci aspettiamo.
http-json_expected = Ci aspettiamo JSON: Content-Type application/json.
http-multipart_expected = Ci aspettiamo un modulo con un file: multipart/form-data.
http-query_malformed = L’indirizzo ha un parametro che non conosciamo.
http-json_malformed = Il JSON non si legge, o un valore non è del tipo giusto.
http-field_unknown = C’è un campo che non conosciamo.
http-field_missing = Manca un campo.
http-limit_malformed = limit va da 1 a 100.
http-cursor_malformed = Il cursore non è nostro: usa quello che hai ricevuto in next.
http-key_malformed = Idempotency-Key ha da 1 a 200 caratteri.
http-key_reused = Questa Idempotency-Key è già arrivata con altro: prendine una nuova.
http-request_in_progress = Questa richiesta è già arrivata e non ha ancora una risposta. Controlla prima di ripeterla con un’altra chiave.
http-body_broken = La richiesta si è interrotta a metà.
http-too_slow = La richiesta arrivava troppo lentamente e l’abbiamo lasciata: non è cambiato niente. Riprova con una connessione migliore.
http-too_large = È troppo grande: al massimo { $megabytes } MB.
http-too_many = Un po’ troppe volte di seguito. Riprova fra { $minutes ->
    [1] un minuto
   *[other] { $minutes } minuti
}.
http-busy = In questo momento siamo troppo occupati. Riprova fra qualche secondo: non abbiamo cambiato niente.
http-nothing_kept = In questo momento non si può salvare niente: non abbiamo cambiato nulla. Leggere si può, e chi gestisce questo server lo sa.
http-fault = Ci dispiace. L’abbiamo annotato per chi gestisce questo server; ciò che era stato confermato è al sicuro.
http-field_malformed = Un campo non si legge.
