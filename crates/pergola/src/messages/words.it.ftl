# Conversazioni e messaggi.

messages-text_missing = Prima scrivi qualcosa.
messages-text_too_long = Un messaggio può avere al massimo { $limit } caratteri: mandalo in due volte.
messages-oneself = Gli appunti per te stanno nel giardino; i messaggi sono per gli altri.
messages-stranger = Non vi conoscete ancora. Manda un invito, chiedi di farti presentare, o rispondi a qualcosa che chiede o offre.
messages-closed = In questa conversazione non si può più scrivere.
messages-unanswered = Hai scritto { $limit } messaggi. Aspetta una risposta prima di scrivere ancora.
messages-too_many_today = Hai scritto { $limit } messaggi in un giorno: per oggi basta.
messages-too_many_begun = Hai iniziato { $limit } conversazioni in un giorno: per oggi basta.
messages-alone = Nel circolo non c’è ancora nessuno con cui parlare.
messages-too_many_together = Una conversazione ha posto per { $limit } persone: in un circolo più grande si scrive con i post.
messages-box_unknown = box è open oppure archive.
inbox-lead = { $unread ->
    [0] Niente da leggere
    [1] Una cosa da leggere
   *[other] { FIRST($unread) } cose da leggere
} e { $questions ->
    [0] nessuna domanda
    [1] una domanda
   *[other] { WORDS($questions) } domande
}. Niente ha fretta.
inbox-questions = Domande per te
inbox-introductions = Presentazioni
inbox-no-questions = Nessuno aspetta una risposta.
inbox-invited = vorrebbe collegarsi con te
inbox-invited-act = Leggi l’invito
inbox-conversations = Conversazioni
inbox-archive = Archivio
inbox-empty = Ancora nessuna conversazione. A chi è collegato con te puoi scrivere dalla sua pagina.
inbox-unread = da leggere
inbox-you-said = Tu: «{ $text }»
inbox-said = { $name }: «{ $text }»
inbox-put-in-touch = Siete stati messi in contatto.
inbox-of-application = Potete scrivervi della candidatura.
inbox-of-group = È aperta la conversazione del circolo.
inbox-all-news = Tutte le novità
inbox-no-news = Nessuna novità.
inbox-end = È tutto.
archive-title = Conversazioni in archivio
archive-lead = Messe da parte, lasciate o finite. Quelle messe da parte tornano con la prossima parola.
archive-empty = Qui non c’è niente.
archive-back = Posta
conversation-of = { $names }{ $more ->
    [0] {""}
    [1] , un’altra persona
   *[other] , altre { $more } persone
} e tu
conversation-introduced = presentati il { $day }
conversation-of-application = Guarda la candidatura
conversation-of-group = Vai al circolo
conversation-only = { $count ->
    [2] solo voi due
   *[other] solo voi { WORDS($count) }
}
conversation-open = Conversazione aperta
conversation-empty = Nessuno ha ancora scritto.
conversation-answer = Rispondi
conversation-send = Invia
conversation-leave = Saluta ed esci
conversation-hint = Qui non ci sono spunte di lettura. Si risponde quando si può. Al massimo { $limit } caratteri.
conversation-left = Hai lasciato questa conversazione. Ciò che è stato detto fin lì resta qui.
conversation-out = Non sei più in questa conversazione. Ciò che è stato detto mentre c’eri resta qui.
conversation-shelve = Metti da parte
conversation-take-back = Rimetti in Posta
conversation-newer = C’è qualcosa di nuovo: leggi
message-you = Tu
message-somebody = Qualcuno che non è più qui
done-left = Hai lasciato la conversazione. Ciò che è stato detto fin lì è in archivio.
done-shelved = È in archivio, fino alla prossima parola.
done-taken-back = È di nuovo in Posta.
begin-title = Un messaggio
begin-head = Scrivi { A($name) }
begin-text = Il tuo messaggio
begin-invite = Invita { $name }
begin-paths = Come potreste conoscervi
messages-too_many_listening = Hai già { $limit } pagine aperte che si aggiornano da sole. Chiudine una, o ricarica.
message-held = in attesa di un moderatore: lo vedi solo tu
