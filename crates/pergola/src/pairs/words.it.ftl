# Potresti presentare

pairs-title = Potresti presentare
pairs-lead = Non serve che la domanda o l’offerta sia tua: basta conoscere tutti e due. A ognuno chiediamo prima in privato.
pairs-two = { $first } e { $second }
pairs-know-both = Conosci tutti e due; tra loro non sono collegati.
pairs-offers = offre: «{ $text }»
pairs-asks = chiede: «{ $text }»
pairs-who-helps = Chi conosci che può aiutare { $name }
pairs-whom-helped = Chi conosci a cui può servire { $name }
pairs-introduce-two = Presenta { $first } e { $second }
pairs-introduce = Prepara la presentazione
pairs-not-now = Non ora
pairs-never-together = Non si combinano
pairs-why_unknown = Di’ se non è il momento o se non si combinano.
pairs-already_answered = Di queste due persone hai già detto.
done-pair-not_now = Va bene, non ora. Non lo sa nessuno.
done-pair-never_together = Va bene, non torneranno. Toto impara, e nessun altro lo sa.
