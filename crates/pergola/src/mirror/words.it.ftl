# Lo specchio.

mirror-title = Lo specchio
mirror-lead = Che cosa hai dato e che cosa hai ricevuto, mese per mese. Lo vedi solo tu; non ci sono somme né confronti.
mirror-given = Hai dato
mirror-given-none = In questo mese qui non c’è niente. Non tutto ciò che si dà passa di qui.
mirror-received = Hai ricevuto
mirror-received-none = In questo mese qui non c’è niente.
mirror-introduced = Hai messo in contatto { $names }
mirror-answered = Hai aiutato { $name } a trovare quello che chiedeva
mirror-led = Hai fatto arrivare l’offerta di { $name } a chi serviva
mirror-offered = La tua offerta è servita { A($name) }
mirror-offered-elsewhere = La tua offerta è servita a qualcuno
mirror-thanks = { $name } ti ringrazia
mirror-helped-yes = { $name } ti racconta che è servito
mirror-helped-not-yet = { $name } ti racconta che per ora non ne è venuto niente
mirror-helped-no = { $name } ti racconta che questa volta non è servito
mirror-passed-on = Hai passato la richiesta di { $name }, che ha incontrato { $other }
mirror-introduced-to = { $name } ti ha messo in contatto con { $names }
mirror-answer = { $name } ha risposto alla tua richiesta
mirror-answer-elsewhere = La tua richiesta ha trovato risposta
mirror-somebody = una persona che non è più qui
mirror-and = { $first } e { $last }
mirror-months = Altri mesi
mirror-end = È tutto per questo mese
mirror-end-why = Le presentazioni ancora aperte e quelle finite in silenzio qui non compaiono.
mirror-month_malformed = Il mese si scrive così: 2026-03.
