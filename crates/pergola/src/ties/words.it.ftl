# I collegamenti: chiedere, rispondere, lasciare.

ties-oneself = Con te stesso sei già collegato.
ties-already_tied = Siete già collegati.
ties-already_asked = Gliel’hai già chiesto: l’invito aspetta. Puoi ritirarlo.
ties-they_asked_you = Te l’ha già chiesto: trovi l’invito in Posta, ti basta accettarlo.
ties-met_kind_unknown = Scegli come vi siete conosciuti.
ties-met_text_too_long = Come vi siete conosciuti si dice in { $limit } caratteri al massimo.
ties-met_organisation_too_long = Il nome del luogo può avere al massimo { $limit } caratteri.
ties-met_month_malformed = Scrivi il mese così: 2019-03, oppure solo l’anno: 2019.
ties-met_upside_down = La fine viene prima dell’inizio: controlla i due mesi.
ties-met_in_the_future = Questo mese deve ancora venire.
ties-message_too_long = Il messaggio può avere al massimo { $limit } caratteri.
ties-already_answered = A questo invito è già stata data una risposta.
ties-no_longer_open = Questo invito non aspetta più una risposta.
ties-nothing_to_confirm = Raccontate già la stessa cosa.
ties-blocks_oneself = Te stesso non ti puoi bloccare.
ties-no_tokens_left = I tuoi { $tokens } gettoni per chi non conosci sono tutti fuori. Il prossimo torna { $days ->
    [1] entro domani
   *[other] entro { $days } giorni
}, o appena qualcuno accetta.
ties-too_many_today = Hai mandato { $limit } inviti in un giorno: per oggi basta.
