# Chiedo, offro

asks-text_missing = Scrivi di che si tratta, anche in poche parole.
asks-text_too_long = È troppo lungo: al massimo { $limit } caratteri.
asks-place_too_long = Il luogo ha troppe parole: al massimo { $limit } caratteri.
asks-language_malformed = Indica la lingua, per esempio «it» o «en».
asks-audience_unknown = Scegli chi può vederlo.
asks-kind_unknown = Scegli se chiedi o se offri.
asks-distance_malformed = La distanza va da 1 a 3 passi.
asks-too_many_open = Ne hai già { $limit } aperte. Chiudine una, o lasciala riposare, e poi torna qui.
asks-too_many_today = Oggi ne hai già scritte { $limit }. Domani si riprende.
asks-already_closed = È già chiusa.
asks-helper_unknown = Qui non troviamo nessuno con il nome utente di chi ha risposto. Puoi anche lasciarlo vuoto.
asks-go_between_unknown = Qui non troviamo nessuno con il nome utente di chi vi ha messo in contatto. Puoi anche lasciarlo vuoto.
asks-thanks_oneself = Non serve ringraziare se stessi: indica chi ha risposto, o lascia vuoto.
asks-through_oneself = Non serve ringraziare se stessi: indica chi vi ha messo in contatto, o lascia vuoto.
asks-helper_twice = È la stessa persona che ha risposto: basta nominarla una volta.
asks-nobody_to_thank = Se non ne è venuto niente, non c’è nessuno da nominare.
asks-outcome_missing = Scegli che cosa ne è venuto.

notice-ask_rested = Qualcosa che avevi scritto in bacheca ora riposa: se serve ancora, basta un tocco
notice-thanked = { $name } ti ringrazia: hai risposto a ciò che chiedeva
notice-thanked_through = { $name } ti ringrazia: l’hai messo in contatto con chi serviva
