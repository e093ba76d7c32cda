# I membri: entrare, farsi conoscere.

door-title = Una rete che si cura, non che si scorre
door-lead = Pergola è una rete professionale: ci si conosce, ci si presenta, ci si aiuta. Poi si torna al lavoro.
door-sign-in = Entra
door-login = E-mail o nome utente
door-password = Password
door-forgotten = Non la ricordo
door-new = Non hai ancora un posto qui?
door-begin = Comincia
door-join = Prendi il tuo posto
join-lead = Bastano un nome, un indirizzo e una password. Il resto viene dopo, un passo alla volta.
join-name = Nome e cognome
join-handle = Nome utente
join-handle-hint = Da 2 a 30 lettere minuscole, cifre, trattini. È l’indirizzo della tua pagina.
join-email = E-mail
join-email-hint = La vedi solo tu. Ti scriviamo una lettera per confermarla.
join-password-hint = Almeno 10 caratteri. Una frase va benissimo.
join-invitation = Codice dell’invito
join-invitation-hint = È nella lettera di chi ti ha invitato.
join-do = Entra in Pergola
join-have-place = Ho già un posto
done-signed-out = Fatto. A presto.
done-look-in-your-mail = Ti abbiamo scritto una lettera: guarda nella tua e-mail.

members-name_missing = Scrivi il tuo nome.
members-name_too_long = Il nome può avere al massimo { $limit } caratteri.
members-handle_malformed = Il nome utente ha da 2 a { $limit } lettere minuscole senza accento, cifre, trattini, e comincia con una lettera.
members-handle_taken = Questo nome utente è di qualcun altro: scegline uno diverso.
members-handle_reserved = Questo nome utente serve al server: scegline uno diverso.
members-email_malformed = Questo indirizzo e-mail non è completo: deve essere come nome@esempio.it.
members-password_too_short = La password deve avere almeno { $least } caratteri. Una frase va benissimo.
members-password_too_long = La password può avere al massimo { $limit } byte.
members-password_common = Questa password è fra le prime che si provano. Scegline una tua.
members-not_recognised = Nome o password non corrispondono. Controlla e riprova.
members-wrong_password = La password non è questa.
registration_closed = Su questo server ora non si può entrare: scrivi a chi lo gestisce.
members-invitation_needed = Qui si entra con un invito: chiedilo a chi conosci qui.
members-letter_spent = Questo link è già stato usato, o è scaduto. Chiedine uno nuovo.
members-headline_too_long = La riga sotto il nome può avere al massimo { $limit } caratteri.
members-about_too_long = La presentazione può avere al massimo { $limit } caratteri.
members-place_too_long = Il luogo può avere al massimo { $limit } caratteri.
members-language_unknown = Pergola parla italiano (it) e inglese (en).
members-too_many_rows = Un profilo può avere al massimo { $limit } voci per sezione.
members-position_incomplete = Scrivi dove hai lavorato e con quale ruolo.
members-education_incomplete = Scrivi dove hai studiato.
members-period_upside_down = La fine viene prima dell’inizio: controlla le date.
members-period_malformed = Scrivi le date come 2019-03, o solo 2019.
members-skill_missing = Scrivi che cosa sai fare, in poche parole.
members-link_malformed = Un indirizzo comincia con https:// e ha un nome di sito.
members-photo_missing = Manca il file: scegli un’immagine e riprova.
members-photo_unreadable = Questo file non è un’immagine che sappiamo leggere: va bene JPEG, PNG o WebP.
members-photo_broken = Questa immagine è danneggiata, o finisce troppo presto: scegline un’altra copia.
members-photo_moves = Questa immagine si muove: scegline una che sta ferma.
members-photo_too_large = Il file di un’immagine può pesare al massimo { $megabytes } MB.
members-photo_too_wide = Un’immagine può avere al massimo { $millions } milioni di punti, e { $side } per lato: riducila prima.
members-too_many_tokens = Hai già { $limit } chiavi per programmi: togline una.
members-token_name_missing = Dai un nome alla chiave, di al massimo 80 caratteri, così sai a che cosa serve.
members-theme_unknown = L’aspetto è chiaro (light), scuro (dark) o come il dispositivo.
members-sharing_unknown = I collegamenti li vede chi è collegato a te (ties) o nessuno (nobody).
members-spoken_malformed = Scrivi le lingue con il loro codice, come it o pt-BR: al massimo 50.
members-row_too_long = Questa voce può avere al massimo { $limit } caratteri.
members-description_too_long = Il racconto può avere al massimo { $limit } caratteri.
members-provider_barred = Gli indirizzi di questo fornitore qui non sono accettati. Usa un altro indirizzo.
members-email_taken = Questo indirizzo è già di un membro.
members-email_unchanged = È già il tuo indirizzo.

settings-title = Impostazioni
settings-lead = Poche, e ognuna dice cosa cambia.
settings-nav = Sezioni delle impostazioni
settings-profile = Il tuo profilo
settings-own-page = Vedi la tua pagina
settings-invite = Invita qualcuno
settings-sign-out = Esci
settings-look = Lingua e aspetto
settings-language = Lingua
settings-theme = Aspetto
settings-theme-device = Come il dispositivo
settings-theme-light = Chiaro
settings-theme-dark = Scuro
settings-save = Salva
settings-access = Accesso
settings-email-confirmed = confermato
settings-email-claimed = non ancora confermato: apri la lettera che ti abbiamo scritto
settings-email-again = Mandami di nuovo la lettera
settings-email-change = Cambia indirizzo
settings-email-new = Nuovo indirizzo
settings-email-hint = Ti scriviamo lì. Vale quando apri la lettera; fino ad allora resta quello di prima.
settings-email-do = Scrivi al nuovo indirizzo
settings-password-now = La password attuale
settings-password-new = Nuova password
settings-password-change = Cambia password
settings-password-first = ancora la prima
settings-password-age = cambiata { $ago }
settings-password-ends = Chi è entrato da altri dispositivi o programmi dovrà entrare di nuovo.
settings-password-do = Cambia la password
settings-sessions = Dove hai fatto l’accesso
settings-session-here = questo dispositivo
settings-session-unknown = Un altro dispositivo
settings-session-seen = visto l’ultima volta { $ago }
settings-session-end = Chiudi
settings-sessions-end = Chiudi tutti gli altri
settings-sharing = Chi vede cosa
settings-mail = Lettere
settings-connector = Chi mi conosce può passare da me
settings-connector-hint = Se qualcuno cerca un percorso verso chi conosco, può vedere il mio nome.
settings-found = Chi ha già il mio indirizzo può trovarmi
settings-found-hint = Solo dopo che l’hai confermato. Chi non ce l’ha non lo vede.
settings-shares = I miei collegamenti vedono il mio indirizzo
settings-shares-hint = Sulla tua pagina, solo per chi è collegato a te.
settings-ties = Chi vede i miei collegamenti
settings-ties-ties = I miei collegamenti
settings-ties-ties-hint = Tutti gli altri vedono solo le conoscenze in comune.
settings-ties-nobody = Nessuno
settings-ties-nobody-hint = Nessun tuo collegamento appare ad altri: né in elenchi, né in conteggi, né in percorsi.
settings-programs = Programmi
settings-programs-lead = Un programma che usi al posto tuo entra con una chiave, non con la tua password. Ogni chiave può fare ciò che puoi fare tu.
settings-token-once = Ecco la chiave. La mostriamo solo ora: copiala.
settings-token-name = A che cosa serve
settings-token-do = Nuova chiave
settings-token-unused = mai usata
settings-token-used = usata { $ago }
settings-remove = Togli
settings-data = I tuoi dati
settings-export = Porta via tutto
settings-export-lead = Profilo, giardino, note, contatti, storia. Formati aperti: JSON, vCard, CSV, JSON Resume.
settings-export-do = Prepara l’archivio
settings-leave = Chiudi il tuo posto
settings-leave-lead = Dopo { $days } giorni cancelliamo tutto; nelle copie di sicurezza resta finché le tiene chi gestisce questo server. Fino ad allora puoi ripensarci. Le persone nel tuo giardino non ricevono avvisi.
settings-leave-kept = Resta agli altri ciò che hanno scritto loro: i messaggi che vi siete scambiati, senza il tuo nome, e ciò che hanno annotato su una scheda fatta a mano. Tutto il resto di te se ne va, anche le note e la storia del vostro legame.
settings-leave-want = Voglio cancellare tutto
settings-leave-password = Scrivi la tua password per confermare
settings-leave-do = Cancella fra { $days } giorni
settings-leaving = Cancelliamo tutto { $day }. Fino ad allora puoi usare Pergola come sempre, e portare via i tuoi dati.
settings-stay = Ci ho ripensato: resto
done-saved = Salvato.
done-password-changed = La password è cambiata. Gli altri dispositivi e programmi dovranno entrare di nuovo.
done-password-set = La nuova password vale da ora: entra.
done-session-ended = Quel dispositivo è fuori.
done-sessions-ended = Tutti gli altri dispositivi sono fuori.
done-token-removed = La chiave non vale più.
done-staying = Resti. Non cancelliamo nulla.
done-address-confirmed = L’indirizzo è confermato. Grazie.
done-reset-asked = Se quell’indirizzo è di qualcuno qui, gli abbiamo scritto una lettera. Il link vale un’ora.
done-invited = Se quell’indirizzo vuole lettere da noi, la tua è in viaggio.
done-no-more-letters = Non ti scriviamo più.
members-too_many_invitations = Hai già mandato { $limit } inviti per e-mail oggi: gli altri a domani.

letters-confirm = Conferma il tuo indirizzo
letters-confirm-lead = { $email } è l’indirizzo di { $name }? Se è il tuo, premi il bottone.
letters-confirm-do = È il mio indirizzo
letters-reset = Una nuova password
letters-reset-lead = Per { $name }, nome utente { $handle }.
letters-reset-do = Usa questa password
letters-join = Un invito
letters-join-lead = { $name } ti invita qui. Puoi prendere il tuo posto, o dirci di non scriverti più: non lo facciamo sapere a nessuno.
letters-join-do = Prendi il tuo posto
letters-join-never = Non scrivetemi più
reset-title = Non ricordi la password
reset-lead = Scrivi il tuo indirizzo: ti mandiamo una lettera con un link per sceglierne una nuova.
reset-do = Mandami la lettera
invite-title = Invita qualcuno
invite-lead = Scriviamo una sola lettera, con il tuo nome. Non mandiamo solleciti, e chi la riceve può dirci di non scrivere più. Non ti diciamo se l’indirizzo è già di qualcuno qui.
invite-do = Manda l’invito

letter-foot =
    --
    { $server }, { $address }
    Questa lettera l’ha scritta il server: non serve rispondere.
letter-confirm-subject = { $server }: conferma il tuo indirizzo
letter-confirm-text =
    Ciao { $name },

    per confermare che questo indirizzo è tuo, apri questa pagina e premi il bottone:

    { $link }

    Il link vale due giorni. Se non sei stato tu a scriverci, non fare nulla.
letter-known-subject = { $server }: hai già un posto
letter-known-text =
    Ciao { $name },

    qualcuno ha indicato questo indirizzo su { $server }. Se sei stato tu: hai già un posto qui, il tuo nome utente è { $handle }. Entra da qui, e se non ricordi la password puoi sceglierne una nuova:

    { $address }/sign-in

    Se non sei stato tu, non fare nulla: nessuno può usare il tuo indirizzo senza aprire le tue lettere.
letter-moved-subject = { $server }: il tuo indirizzo è cambiato
letter-moved-text =
    Ciao { $name },

    da ora il tuo posto su { $server } ha un altro indirizzo di posta, e questo non vale più. Se non sei stato tu, scrivi subito a chi gestisce il server.
letter-password-subject = { $server }: la tua password è cambiata
letter-password-text =
    Ciao { $name },

    la tua password su { $server } è cambiata. Se non sei stato tu, scegline subito una nuova:

    { $address }/reset
letter-reset-subject = { $server }: una nuova password
letter-reset-text =
    Ciao { $name },

    per scegliere una nuova password per il nome utente { $handle }, apri questa pagina:

    { $link }

    Il link vale un’ora e una volta sola. Se non l’hai chiesto tu, non fare nulla: la password resta quella di prima.
letter-leaving-subject = { $server }: il tuo posto si chiude
letter-leaving-text =
    Ciao { $name },

    come hai chiesto, { $day } cancelliamo tutto ciò che è tuo. Fino ad allora puoi portare via i tuoi dati, o ripensarci:

    { $address }/settings
letter-invited-subject = { $name } ti invita su { $server }
letter-invited-text =
    Ciao,

    { $name } (nome utente { $handle }) ti invita su { $server }, una rete professionale che si cura, non che si scorre. Ecco la sua pagina:

    { $page }

    Se vuoi prendere il tuo posto, o non ricevere altre lettere da noi, apri questa pagina. Il link vale due settimane:

    { $link }

    Non conserviamo altro di te, e non mandiamo solleciti.
letter-invited-member-subject = { $name } ti cerca su { $server }
letter-invited-member-text =
    Ciao,

    { $name } (nome utente { $handle }) non sapeva che hai già un posto su { $server }, e voleva invitarti. Se vi conoscete, questa è la sua pagina:

    { $page }

    Per non ricevere altre lettere come questa, di nessuno, apri questa pagina:

    { $link }
profile-title = Il tuo profilo
profile-lead = Lo vedono i membri di questo server. Ogni riga aiuta chi ti ha conosciuto a ritrovarti.
profile-photo = Come ti si vede
profile-photo-choose = Scegli una foto
profile-photo-other = Scegli un’altra foto
profile-photo-hint = JPEG, PNG o WebP, fino a 10 MB. La tagliamo quadrata e non teniamo altro: né dove né quando è stata scattata.
profile-photo-show = Mostra questa foto
profile-photo-remove = Togli la foto
profile-headline = Che cosa fai, in una riga
profile-place = Dove vivi
profile-languages = Lingue che parli
profile-languages-hint = Sigle divise da virgole, come it, en, fr.
profile-about = Chi sei
profile-keep = Salva
profile-see = Guarda la pagina
profile-remove = Togli
profile-add = Aggiungi
profile-work = Dove hai lavorato
profile-work-add = Aggiungi un lavoro
profile-work-change = Modifica questo lavoro
profile-study-change = Modifica questi studi
profile-in = In che luogo
profile-field = Materia
profile-over = È finito
profile-back = Torna senza salvare
profile-change = Modifica
profile-where = Dove
profile-as = Come
profile-from = Da (come 2019-03, o 2019)
profile-to = Fino a (vuoto se continua)
profile-what = Che cosa facevi
profile-study = Dove hai studiato
profile-study-add = Aggiungi una scuola
profile-school = Scuola
profile-degree = Titolo o materia
profile-skills = Che cosa sai fare
profile-skills-add = Aggiungi qualcosa che sai fare
profile-skill = In poche parole
profile-links = Altrove
profile-links-add = Aggiungi un indirizzo
profile-label = Come si chiama
profile-url = Indirizzo, con https://
profile-since = dal { $month }
profile-span = { $from } – { $to }
done-profile-kept = Il profilo è cambiato.
