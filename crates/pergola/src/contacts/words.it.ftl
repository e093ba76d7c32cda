# Schede di persone che non sono su Pergola.

card-new = Una persona in vaso
card-edit = Modifica la scheda
card-lead = La scheda la vedi solo tu. A questa persona non scriviamo niente.
card-name = Nome e cognome
card-organisation = Dove lavora
card-position = Che cosa fa
card-place = Dove vive
card-emails = Indirizzi e-mail
card-phones = Telefoni
card-urls = Pagine
card-one-a-line = Uno per riga.
card-since = Vi conoscete dal
card-keep = Salva la scheda
card-leave = Lascia stare
card-remove = Togli la scheda
card-remove-why = Con la scheda spariscono le tue note e la vostra storia. Se vuoi tenerne una copia, prepara prima il tuo archivio.
cards-removal = Togli tutte le schede
cards-removal-why = { $count ->
    [0] Non hai schede.
    [1] Hai una scheda. Con lei spariscono le note e la storia.
   *[other] Hai { $count } schede. Con loro spariscono le note e le storie.
}
cards-removal-do = Togli tutte le schede
done-card-made = La scheda è pronta, e la persona è nel tuo giardino.
done-card-changed = La scheda è cambiata.
done-card-removed = La scheda non c’è più.
done-cards-removed = Le schede non ci sono più.
contacts-name_missing = Scrivi il nome della persona.
contacts-name_too_long = Il nome può avere al massimo { $limit } caratteri.
contacts-line_too_long = Lavoro, ruolo e luogo possono avere al massimo { $limit } caratteri ciascuno.
contacts-too_many_ways = Su una scheda stanno al massimo { $limit } fra indirizzi, telefoni e pagine.
contacts-email_malformed = Un indirizzo e-mail è come nome@esempio.it, uno per riga.
contacts-phone_malformed = Un numero di telefono ha da 3 a 20 cifre, uno per riga.
contacts-url_malformed = Una pagina comincia con https:// , una per riga.
contacts-since_malformed = La data va scritta come 2021-05-04.
contacts-too_many_cards = Puoi tenere al massimo { $limit } schede.
contacts-link_altered = Questo indirizzo non è intero. Copialo dalla lettera così com’è, fino all’ultimo carattere; oppure scrivi il tuo indirizzo e-mail nella pagina apposta.
contacts-address_malformed = Questo indirizzo e-mail non è completo: deve essere come nome@esempio.it.
objection-title = Il tuo indirizzo fuori da Pergola
objection-lead = Chi è iscritto può tenere schede private delle persone che conosce. Se non vuoi che il tuo indirizzo ci stia, scrivilo qui: ti mandiamo una lettera per essere sicuri che è tuo.
objection-email = Il tuo indirizzo e-mail
objection-ask = Mandatemi la lettera
objection-confirm = Togli il mio indirizzo
objection-confirm-why = Lo togliamo da ogni scheda e non lo lasciamo più entrare. Di te teniamo solo un’impronta illeggibile. A nessuno diciamo chi l’ha chiesto.
objection-never-why = Con questo pulsante questo indirizzo, e nessun altro, non sta più su nessuna scheda e non riceve più lettere così, da nessuno.
objection-letter-subject = Togliere il tuo indirizzo da { $server }
objection-letter = Qualcuno, speriamo tu, ha chiesto che questo indirizzo non stia più su nessuna scheda di { $server }. Per confermare apri questo indirizzo entro { $days } giorni: { $link } Se non l’hai chiesto tu, non fare niente.
done-objection-asked = Se l’indirizzo esiste, la lettera è in viaggio.
done-objection-kept = Fatto: il tuo indirizzo non è più su nessuna scheda, e non ci tornerà.
