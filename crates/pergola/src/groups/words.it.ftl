# Circoli

groups-name_missing = Dai un nome al circolo.
groups-name_too_long = Il nome è troppo lungo: al massimo { $limit } caratteri.
groups-purpose_missing = Scrivi a che cosa serve il circolo, anche in poche parole.
groups-purpose_too_long = È troppo lungo: al massimo { $limit } caratteri.
groups-entry_unknown = Scegli come si entra.
groups-role_unknown = Scegli tra «member» e «moderator».
groups-only_open_ones = Da fuori si può leggere solo un circolo aperto.
groups-in_too_many = Fai già parte di { $limit } circoli. Lasciane uno, e poi torna qui.
groups-made_too_many = Oggi hai già aperto { $limit } circoli. Domani si riprende.
groups-invited_too_many = Oggi hai già invitato { $limit } persone nei circoli. Domani si riprende.
groups-person_unknown = Qui non troviamo nessuno con questo nome utente.
groups-last_moderator = Qualcuno deve tenere il circolo: prima affidalo a qualcun altro.
groups-not_your_ask = Qui puoi appendere solo ciò che chiedi o offri tu.

notice-group_asked = { $name } chiede di entrare in un tuo circolo
notice-group_welcome = { $name } ti ha aperto la porta di un circolo
notice-group_invited = { $name } ti invita in un circolo

groups-title = Circoli
groups-lead = Persone con un interesse in comune. Si entra e si esce senza rumore.
groups-mine = I miei circoli
groups-none-mine = Per ora nessuno.
groups-asked = Dove hai chiesto di entrare
groups-asked-lead = Decide chi tiene il circolo, e lo vede solo lui.
groups-asked-hidden = Un circolo che non si mostra più
groups-asked-hidden-lead = Hai chiesto di entrare ({ $day }); da allora esiste solo per chi ne fa parte. La tua richiesta aspetta ancora, finché non la ritiri.
groups-unask = Ritira la richiesta
groups-others = Circoli qui
groups-none-others = Non ce ne sono altri, per ora.
groups-more = Altri circoli
groups-make = Apri un circolo
groups-make-lead = Di’ a che cosa serve, così chi arriva sa se fa al caso suo.
groups-make-do = Apri il circolo
groups-edit = Modifica il circolo
groups-save = Salva
groups-back = Torna al circolo
groups-name = Nome
groups-purpose = A che cosa serve
groups-purpose-hint = In due o tre frasi.
groups-entry = Come si entra
groups-entry-open = aperto
groups-entry-on_request = su richiesta
groups-entry-hidden = nascosto
groups-entry-why-open = entra chi vuole, e tutti qui possono leggere
groups-entry-why-on_request = chi lo tiene fa entrare; leggono solo quelli che ne fanno parte
groups-entry-why-hidden = si entra solo su invito; per gli altri non esiste
groups-outside = Letto da fuori
groups-outside-do = Anche da chi non è iscritto qui
groups-outside-why = solo con un lettore di feed (Atom), e solo se il circolo è aperto
groups-remove = Chiudi il circolo
groups-remove-why = Il circolo sparisce. Ciò che ognuno ci ha scritto resta suo, e lo vede solo lui; la conversazione va in archivio da chi c’era.
groups-remove-do = Chiudi il circolo per sempre

groups-role-moderator = tiene il circolo
groups-role-member = ne fa parte
groups-role-asking = chiede di entrare
groups-role-invited = ha un invito

groups-people = Chi ne fa parte
groups-invite = Invita qualcuno
groups-invite-hint = Il nome utente. La decisione di entrare è sua.
groups-invite-do = Invita
groups-let-in = Fai entrare
groups-not-now = Non ora
groups-make-moderator = Affida anche il circolo
groups-make-member = Non tiene più il circolo
groups-take-out = Togli dal circolo

done-group-made = Il circolo è aperto.
done-group-changed = Il circolo è cambiato.
done-group-removed = Il circolo non c’è più.
done-group-entered = Adesso ne fai parte.
done-group-asked = Hai chiesto di entrare. Se chi tiene il circolo ti apre, lo trovi tra le novità.
done-group-left = Sei fuori dal circolo. Non lo diciamo a nessuno.
done-group-unasked = La tua richiesta è ritirata. Non lo diciamo a nessuno.
done-group-appointed = Fatto.
