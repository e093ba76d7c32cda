# Gli incontri: proporre, rispondere, raccontare.

meetings-oneself = Con te stesso ti vedi già ogni giorno.
meetings-not_in_touch = Puoi proporre di vedervi a chi è fra i tuoi collegamenti, o a chi ti è stato presentato. Prima puoi mandare un invito.
meetings-kind_unknown = Scegli: un caffè, una chiamata o una passeggiata.
meetings-times_missing = Proponi almeno un orario.
meetings-too_many_times = Gli orari sono { $limit } al massimo.
meetings-time_malformed = Questo giorno o quest’ora non si leggono: scrivi come 2026-05-04T10:00.
meetings-time_twice = Lo stesso orario c’è due volte.
meetings-zone_unknown = Questo fuso orario non esiste. Scrivilo come Europe/Rome.
meetings-hour_skipped = Quella notte gli orologi saltano quest’ora: scegline un’altra.
meetings-hour_repeated = Quella notte gli orologi segnano quest’ora due volte: scegline un’altra.
meetings-in_the_past = Questo orario è già passato.
meetings-too_far_ahead = Si propone al massimo per i prossimi { $days } giorni.
meetings-minutes_out_of_range = La durata va da { $least } a { $most } minuti.
meetings-place_missing = Scrivi un luogo, o il link di una videochiamata.
meetings-place_too_long = Il luogo si dice in { $limit } caratteri al massimo.
meetings-link_malformed = Il link deve essere un indirizzo del web, come https://…
meetings-link_too_long = Il link può avere al massimo { $limit } caratteri.
meetings-words_too_long = Si dice in { $limit } caratteri al massimo.
meetings-already_waiting = Fra voi c’è già una proposta che aspetta una risposta.
meetings-too_many_waiting = Hai { $limit } proposte che aspettano: lascia che qualcuno risponda, o ritirane una.
meetings-too_many_today = Hai proposto { $limit } incontri in un giorno: per oggi basta.
meetings-not_your_turn = Adesso tocca all’altra persona rispondere.
meetings-slot_missing = Scegli uno degli orari.
meetings-time_gone = Questo orario non è più fra quelli proposti. Qui sotto ci sono quelli di adesso.
meetings-time_past = Questo orario è già cominciato: scegline un altro, o proponi tu.
meetings-already_agreed = L’orario è già deciso.
meetings-not_agreed = Non c’è ancora un orario deciso.
meetings-no_longer_open = Questo incontro non aspetta più niente.
meetings-not_over_yet = Non vi siete ancora visti: lo racconti dopo.
meetings-good_unknown = Di’ com’è andata: bene, così così, o non ci siamo visti.
meetings-next_unknown = Scegli che cosa viene dopo fra le voci dell’elenco.
meetings-already_told = L’hai già raccontato.

notice-meeting_proposed = { $name } vorrebbe vederti
notice-meeting_moved = { $name } propone altri orari
notice-meeting_agreed = Tu e { $name } avete un orario per vedervi
notice-meeting_elsewhere = { $name } ha cambiato il luogo del vostro incontro
notice-meeting_declined = Con { $name } questa volta non ci si vede
notice-meeting_cancelled = L’incontro con { $name } non si fa
notice-meeting_held = Com’è andata con { $name }?
inbox-meet = vorrebbe vederti
inbox-meet-act = Scegli un orario

meet-link-word = Vediamoci
meet-title = Vediamoci, { $name }
meet-lead = Proponi fino a tre orari. { $name } ne sceglie uno, ne propone altri, o dice di no senza impegno.
meet-kind = Che cosa
meet-kind-coffee = Un caffè
meet-kind-call = Una chiamata
meet-kind-walk = Una passeggiata
meet-times = Quando
meet-times-hint = Uno basta; tre lasciano scegliere.
meet-time-1 = Primo orario
meet-time-2 = Secondo orario
meet-time-3 = Terzo orario
meet-zone = Fuso orario
meet-zone-hint = Gli orari qui sopra sono di questo luogo.
meet-minutes = Quanto tempo
meet-minutes-of = { $minutes } minuti
meet-place = Dove
meet-place-hint = Un bar, una piazza, un ufficio. Per una chiamata può restare vuoto.
meet-places = Tu: { $mine }. { $name }: { $theirs }.
meet-between = In mezzo c’è { $town }.
meet-link = Link della videochiamata
meet-link-hint = Se non vi vedete di persona.
meet-words = Due righe per { $name }, se vuoi
meet-who-sees = Lo vede solo { $name }.
meet-send = Proponi { A($name) }
meet-leave = Lascia stare

meetings-title = Incontri
meetings-lead = { $mine ->
    [0] { $coming ->
        [0] Niente in programma.
        [1] Un incontro in programma.
       *[other] { FIRST($coming) } incontri in programma.
    }
    [1] Una proposta aspetta una tua risposta.
   *[other] { FIRST($mine) } proposte aspettano una tua risposta.
}
meetings-tabs = Vedersi
meetings-mine = Aspettano te
meetings-untold = Com’è andata?
meetings-coming = In programma
meetings-theirs = Aspetti una risposta
meetings-past = Passati
meetings-older = Più vecchi
meetings-none = Qui trovi i caffè, le chiamate e le passeggiate che vi proponete. Si comincia dalla pagina di una persona, con «Vediamoci».
meetings-none-do = Le tue persone
meeting-with-coffee = Caffè con { $name }
meeting-with-call = Chiamata con { $name }
meeting-with-walk = Passeggiata con { $name }
meeting-asks-you = { $name } aspetta che tu scelga un orario.
meeting-waits = { $name } deve ancora rispondere.
meeting-is-agreed = L’orario è deciso.
meeting-was-held = Vi siete visti.
meeting-they-declined = Per { $name } questa volta non va.
meeting-you-declined = Hai detto che questa volta non va.
meeting-withdrawn = La proposta è stata ritirata.
meeting-they-cancelled = { $name } non può più: l’incontro non si fa.
meeting-you-cancelled = Hai detto che non si fa.
meeting-expired = Gli orari sono passati senza una risposta.
meeting-here = da queste parti: { $hour }
meeting-gone-by = già passato
meeting-my-words = L’hai scritto tu.
meeting-their-words = L’ha scritto { $name }.
meeting-which = Quale va bene?
meeting-pick = Va bene questo
meeting-to-calendar = Metti nel calendario
meeting-out-of-calendar = Togli dal calendario
meeting-other-times = Proponi altri orari
meeting-move = Sposta a un altro orario
meeting-send-times = Manda questi orari
meeting-elsewhere = Cambia il luogo
meeting-elsewhere-do = Ci vediamo qui
meeting-call-off = Non si fa
meeting-call-off-why = Lo diciamo { A($name) }.
meeting-not-now = Questa volta no
meeting-kind-line = Una riga per { $name }, se vuoi
meeting-decline = Questa volta no, grazie
meeting-withdraw = Ritira la proposta
meeting-how = Com’è andata?
meeting-how-why = Lo leggi solo tu. A { $name } non lo diciamo.
meeting-good = È stato un buon incontro?
meeting-good-yes = Sì
meeting-good-so_so = Così così
meeting-good-missed = Non ci siamo visti
meeting-next = E adesso?
meeting-next-again = Vorrei rivederci
meeting-next-introduce = Vorrei presentare qualcuno
meeting-next-write = Ho qualcosa da scrivere
meeting-next-nothing = Per ora niente
meeting-own-words = Due righe per la vostra storia
meeting-tell = Salva nella mia storia
meeting-you-told = Com’è andata
meeting-only-you = Lo vedi solo tu
meeting-your-story = La tua storia con { $name }
done-meeting-proposed = La proposta è partita.
done-meeting-agreed = Deciso. Lo trovi anche nella tua e-mail, per il calendario.
done-meeting-moved = I nuovi orari sono partiti.
done-meeting-declined = La risposta è partita, con garbo.
done-meeting-off = L’incontro non si fa.
done-meeting-elsewhere = Il luogo è cambiato.
done-meeting-told = È nella tua storia.

letter-meeting-agreed-subject = { $what }: { $when }
letter-meeting-agreed-text = { $what }: { $when } (ora di { $zone }).
    { $place }

    In allegato c’è l’invito per il tuo calendario. Tutto il resto è qui:
    { $link }
letter-meeting-changed-subject = Cambiato: { $what }, { $when }
letter-meeting-changed-text = È cambiato qualcosa. { $what }: { $when } (ora di { $zone }).
    { $place }

    L’allegato aggiorna il tuo calendario. Tutto il resto è qui:
    { $link }
letter-meeting-off-subject = Non si fa: { $what }
letter-meeting-off-text = Non si fa più: { $what }, { $when } (ora di { $zone }), { $place }.

    L’allegato lo toglie dal tuo calendario. La pagina resta qui:
    { $link }
