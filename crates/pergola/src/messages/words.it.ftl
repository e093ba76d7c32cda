# Conversazioni e messaggi.

messages-text_missing = Prima scrivi qualcosa.
messages-text_too_long = Un messaggio può avere al massimo { $limit } caratteri: mandalo in due volte.
messages-oneself = Gli appunti per te stanno nel giardino; i messaggi sono per gli altri.
messages-stranger = Non vi conoscete ancora. Manda un invito, chiedi di farti presentare, o rispondi a qualcosa che chiede o offre.
messages-closed = In questa conversazione non si può più scrivere.
messages-unanswered = Hai scritto { $limit } messaggi. Aspetta una risposta prima di scrivere ancora.
messages-too_many_today = Hai scritto { $limit } messaggi in un giorno: per oggi basta.
messages-too_many_begun = Hai iniziato { $limit } conversazioni in un giorno: per oggi basta.
