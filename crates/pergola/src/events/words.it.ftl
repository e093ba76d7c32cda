# Gli eventi: tenerne uno, venire, chi incontrare.

events-title_missing = Dai un titolo all’evento.
events-title_too_long = Il titolo può avere al massimo { $limit } caratteri.
events-text_too_long = La descrizione può avere al massimo { $limit } caratteri.
events-time_malformed = Scrivi quando comincia e quando finisce, come 2026-05-04T18:00.
events-zone_unknown = Questo fuso orario non esiste. Scrivilo come Europe/Rome.
events-hour_skipped = Quella notte gli orologi saltano quest’ora: scegline un’altra.
events-hour_repeated = Quella notte gli orologi segnano quest’ora due volte: scegline un’altra.
events-in_the_past = Questo inizio è già passato.
events-too_far_ahead = Un evento si tiene entro i prossimi { $days } giorni.
events-ends_before_it_begins = La fine viene prima dell’inizio: controlla i due orari.
events-lasts_too_long = Un evento dura al massimo { $days } giorni.
events-place_missing = Scrivi un luogo, o un link per chi segue a distanza.
events-place_too_long = Il luogo si dice in { $limit } caratteri al massimo.
events-link_malformed = Il link deve essere un indirizzo del web, come https://…
events-link_too_long = Il link può avere al massimo { $limit } caratteri.
events-capacity_out_of_range = I posti vanno da 1 a { $limit }; lascia vuoto se c’è posto per chi viene.
events-audience_unknown = Scegli chi può vedere l’evento.
events-organisation_unknown = Questa organizzazione non c’è.
events-not_speaking = A nome di questa organizzazione può tenere eventi solo chi la rappresenta. Puoi organizzarlo a nome tuo.
events-speaks_no_more = Non rappresenti più questa organizzazione: quello che si tiene a suo nome resta come l’avevi detto. Puoi annullarlo.
events-group_unknown = Puoi organizzare un evento per un circolo di cui fai parte.
events-held_for_two = Un evento si organizza per un’organizzazione o per un circolo: scegline uno.
events-group_missing = Per mostrarlo a un circolo, scegli per quale circolo lo organizzi.
events-group_hidden = Un circolo nascosto lo conosce solo chi ne fa parte: l’evento si mostra al circolo.
events-too_many_open = Hai già { $limit } eventi in programma.
events-shown_unknown = Scegli chi può sapere che vieni.
events-cancelled = Questo evento non si fa.
events-over = Questo evento è già stato.
events-not_coming = Non eri fra chi viene.
events-holds_it = L’evento lo organizzi tu: ci sei già.

notice-event_place = Si è liberato un posto all’evento di { $name }: è tuo
notice-event_changed = È cambiato qualcosa nell’evento di { $name }
notice-event_commented = { $name } ha risposto sotto il tuo evento
notice-event_cancelled = L’evento di { $name } non si fa

events-title = Eventi
events-lead = { $count ->
    [0] Per ora nessun evento. Puoi tenerne uno tu.
    [1] Un evento. Poi basta.
   *[other] { FIRST($count) } eventi. Poi basta.
}
events-go = { $count ->
    [1] Ci va { $first }.
    [2] Ci vanno { $first } e { $second }.
    [3] Ci vanno { $first }, { $second } e { $third }.
   *[other] Ci vanno { $first }, { $second }, { $third } e altri.
}
events-new = Organizza un evento
events-end = Per ora è tutto
events-end-why = Ci sono solo gli eventi che puoi vedere tu.
events-yours = Trovarsi
events-yours-why = Un tavolo, due ore, le persone giuste: basta poco.
events-in-calendar = Gli eventi a cui vai possono stare da soli nel tuo calendario.
events-of-theirs = I loro eventi
events-mine = I tuoi
events-others = Intorno a te
events-held = lo vedi solo tu: aspetta un moderatore, o uno l’ha tolto
events-held-by = di { $name }
events-held-for = di { $name }, per { $organisation }
events-state-hosting = lo organizzi tu
events-state-coming = ci vai
events-state-waiting = aspetti un posto
events-when = Quando e dove
events-what = Di che cosa si tratta
events-places = { $count ->
    [1] un posto
   *[other] { $count } posti
}
events-full = I posti sono finiti. Puoi aspettare: se se ne libera uno, va a chi aspetta da più tempo.
events-you-wait = Aspetti un posto. Se se ne libera uno è tuo, e te lo diciamo.
events-you-come = Ci sei.
events-is-off = Non si fa.
events-who-reads = Chi può sapere che vieni
events-who-reads-hint = { $name } lo sa comunque: prepara i posti.
events-shown-ties = I miei collegamenti
events-shown-attendees = I miei collegamenti e chi viene
events-shown-nobody = Nessun altro
events-come = Ci sono
events-wait = Aspetto un posto
events-keep = Salva la scelta
events-leave = Non vengo più
events-sign-in = Entra per venire
events-edit = Modifica l’evento
events-badges = Cartellini
events-badges-title = Cartellini: { $event }
events-badges-lead = { $count ->
    [1] Un cartellino, da stampare.
   *[other] { $count } cartellini, da stampare.
}
events-worth = Chi potresti incontrare
events-worth-why = Fra chi viene e ti lascia saperlo.
events-why-asks = chiede ciò che offri: { $topics }
events-why-offers = offre ciò che chiedi: { $topics }
events-cancel = Non si fa
events-cancel-why = Lo diciamo a chi viene e a chi aspetta.
events-people = Le persone
events-host = Lo organizza
events-who-comes = Chi viene
events-nobody-shown = Per ora nessuno che tu possa vedere.
events-who-comes-why = Ciascuno decide chi può saperlo: per questo non c’è un numero.
events-your-tie = fra i tuoi collegamenti
events-more = { $count ->
    [1] e un’altra persona
   *[other] e altre { $count } persone
}
events-who-waits = Chi aspetta un posto
events-new-lead = Un titolo, un inizio e una fine, un luogo o un link. Il resto solo se serve.
events-name = Titolo
events-starts = Comincia
events-ends = Finisce
events-link-later = Anche a distanza: il link arriva con il posto
events-link = Link, per chi segue a distanza
events-capacity = Posti
events-capacity-hint = Lascia vuoto se c’è posto per chi viene.
events-who-sees = Chi può vederlo
events-for-ties = I miei collegamenti
events-for-two_steps = Fino a due passi
events-for-group = Chi legge nel circolo
events-for-everybody = Tutti i membri
events-for-web = Chiunque, anche senza entrare
events-for-whom = Per conto di chi
events-for-myself = Per conto mio
events-save = Salva le modifiche
events-put = Pubblica l’evento
events-feed-title = Eventi, { $server }
done-event-held = Aspetta che un moderatore lo lasci andare. Fino ad allora lo vedi solo tu.
done-event-posted = L’evento è pubblicato.
done-event-changed = L’evento è cambiato.
done-event-coming = Ci sei.
done-event-waiting = Aspetti un posto.
done-event-left = Tolto dai tuoi eventi.
done-event-off = L’evento non si fa: l’abbiamo detto a chi veniva.
