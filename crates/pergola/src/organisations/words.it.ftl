# Organisations

organisations-name_missing = Scrivi come si chiama l’organizzazione.
organisations-name_too_long = Il nome può avere { $most } caratteri al massimo.
organisations-about_too_long = La descrizione può avere { $most } caratteri al massimo.
organisations-kind_unknown = Scegli che tipo di organizzazione è.
organisations-domain_malformed = Il dominio si scrive così: officina.example, senza https:// e senza altro.
organisations-domain_of_many = A quel dominio chiunque può avere una casella: non dimostra niente di un’organizzazione.
organisations-address_elsewhere = L’indirizzo deve essere di quel dominio.
organisations-proof_not_found = La prova non c’è ancora. A volte un record DNS ci mette qualche ora: riprova più tardi.
organisations-proof_over = Sono passati { $days } giorni: comincia una prova nuova.
organisations-domain_taken = Questo dominio l’ha già dimostrato un’altra organizzazione.
organisations-not_speaking = Lo può fare solo chi rappresenta l’organizzazione.
organisations-last_owner = Sei l’unica persona responsabile: prima nominane un’altra.
organisations-too_many_speakers = Un’organizzazione può essere rappresentata da { $most } persone al massimo.
organisations-too_many_new = Si possono aggiungere { $most } organizzazioni al giorno.
