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
exchange-newer = Questo archivio viene da un Pergola più nuovo di questo server.
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
exchange-skip-no_place = nel profilo di Pergola non ha un posto
exchange-skip-no_room = non c’è più posto: un giardino tiene 50.000 schede
