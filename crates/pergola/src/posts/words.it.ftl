# Post, commenti, e ciò che scrive la propria rete

posts-text_missing = Scrivi qualcosa, o aggiungi un’immagine.
posts-text_too_long = È troppo lungo: al massimo { $limit } caratteri.
posts-language_malformed = Indica in che lingua è scritto, per esempio «it» o «en».
posts-audience_unknown = Scegli chi può leggerlo.
posts-group_unknown = Non fai parte di questo circolo.
posts-too_many_pictures = Le immagini possono essere al massimo { $limit }.
posts-alt_missing = Scrivi che cosa mostra ogni immagine, per chi non la vede.
posts-alt_too_long = La descrizione di un’immagine è troppo lunga: al massimo { $limit } caratteri.
posts-picture_unknown = Una delle immagini non c’è più. Aggiungila di nuovo.
posts-too_many_waiting = Ci sono già { $limit } immagini che aspettano il loro post. Domani si riprende.
posts-changed_too_often = L’hai già cambiato { $limit } volte. Scrivine uno nuovo.
posts-comment_missing = Scrivi qualcosa, anche in poche parole.
posts-comment_too_long = È troppo lungo: al massimo { $limit } caratteri.
posts-widens_answers = Ci sono già risposte, scritte per chi può leggerlo adesso. Puoi restringere chi lo legge, o scrivere un nuovo post.
posts-thanks_oneself = È un tuo post: non serve ringraziare se stessi.
posts-too_many_today = Oggi hai già scritto { $limit } post. Domani si riprende.
posts-too_many_comments = Oggi hai già risposto { $limit } volte. Domani si riprende.

notice-post_commented = { $name } ha risposto a un tuo post
notice-post_thanked = { $name } ti ringrazia per un tuo post

posts-for-ties = I miei collegamenti
posts-for-two_steps = Fino a due passi da me
posts-for-group = Un circolo
posts-for-everybody = Tutti qui

posts-sight-own = L’hai scritto tu.
posts-sight-tied = Tu e { $name } siete collegati.
posts-sight-through = { $name } è a due passi da te: vi conosce { $through }.
posts-sight-near = { $name } è a due passi da te.
posts-sight-group = { $name } l’ha scritto in un circolo che puoi leggere.
posts-sight-everybody = { $name } l’ha scritto per tutti qui.

posts-new-title = Scrivi alla tua rete
posts-new-lead = Un’informazione, un punto di vista, qualcosa che hai imparato. Nessuno conta quanti lo leggono.
posts-edit-title = Modifica il post
posts-edit-lead = Le parole e le immagini di prima restano per chi poteva vederle allora e può vedere il post adesso.
posts-text = Che cosa vuoi condividere
posts-text-hint = Puoi usare *corsivo*, **grassetto**, elenchi e link. Al massimo 5.000 caratteri.
posts-pictures = Aggiungi immagini
posts-pictures-hint = Fino a quattro, JPEG, PNG o WebP, 10 MB ciascuna. Le ridisegniamo: luogo, ora e apparecchio non restano.
posts-pictures-there = Le immagini
posts-picture = Immagine { $number }
posts-picture-file = File
posts-picture-kept = L’immagine che hai aggiunto
posts-picture-out = Togli questa immagine
posts-picture-alt = Che cosa mostra, per chi non la vede
posts-topics = Argomenti
posts-topics-hint = Fino a cinque, divisi da virgole.
posts-written-in = In che lingua è scritto
posts-who-reads = Chi può leggerlo
posts-who-reads-hint = Se cambi idea, puoi restringerlo anche dopo.
posts-answered-hint = Ci sono risposte: puoi restringerlo, ma non farlo leggere a qualcun altro. Chi ha risposto ha scritto per chi può leggerlo adesso.
posts-publish = Pubblica
posts-save = Salva
posts-save-anyway = Salva così
posts-back = Torna al post
posts-write = Scrivi

posts-title = Post di { $name }
posts-of = post di { $name }
posts-of-person = I post di { $name }
posts-open = apri il post
posts-edited = modificato
posts-held = lo vedi solo tu: aspetta un moderatore, o un moderatore l’ha tolto
posts-out = tolto dal circolo: lo vedi solo tu
posts-out-appeal = Leggi la decisione, o fai ricorso
posts-why = Perché lo vedi
posts-reply = Rispondi
posts-thank = Ringrazia in privato
posts-thanks-back = Riprendi il grazie
posts-aside = Metti da parte
posts-network = Dalla tua rete
posts-mine = I miei post
posts-mine-lead = Tutto ciò che hai scritto, dal più nuovo.
posts-none = Per ora niente.
posts-older = I precedenti

posts-own = Il tuo post
posts-no-thanks = Se qualcuno ti ringrazia, lo vedi qui. Solo tu.
posts-thanked-by = Ti ringraziano:
posts-thanked-before = per le parole di prima
posts-thanks-private = Lo vedi solo tu: agli altri non diciamo né chi né quanti.
posts-edit = Modifica
posts-delete = Elimina il post
posts-delete-why = Se ne va insieme alle risposte e alle immagini. Non resta niente.
posts-delete-do = Elimina

posts-comments = Risposte
posts-no-comments = Nessuna risposta, per ora.
posts-comments-more = Le risposte successive
posts-comment = La tua risposta
posts-comment-hint = La legge chi può leggere questa pagina. Al massimo { $limit } caratteri.
posts-comment-send = Rispondi
posts-comment-more = Altro
posts-comment-remove = Togli questa risposta
posts-you = Tu

posts-history = Le parole di prima
posts-history-lead = Ogni volta che un post cambia, le parole e le immagini di prima restano qui per chi poteva vederle.
posts-edition = Da { $when }
posts-edition-now = Adesso (da { $when })

exclusion-title = Togli dal circolo
exclusion-link = togli
exclusion-lead = Non lo vede più nessuno, tranne chi l’ha scritto: legge il perché, e può fare ricorso ai moderatori di questa rete.
exclusion-back = Indietro
exclusion-reason = Perché
exclusion-reason-hint = Lo legge chi l’ha scritto; al massimo { $limit } caratteri.
exclusion-who-sees = A chi l’ha scritto non diciamo che sei stato tu. I moderatori di questa rete lo vedono nel registro; nessun altro viene a sapere il perché.
exclusion-send = Togli

done-taken-out = Tolto dal circolo. Chi l’ha scritto ora sa perché.
done-posted = Pubblicato.
done-post-held = Il tuo post aspetta che un moderatore lo lasci andare. Fino ad allora lo vedi solo tu.
done-post-changed = Il post è cambiato.
done-post-deleted = Il post non c’è più.
done-post-thanked = Grazie mandato, in privato.
done-thanks-taken-back = Grazie ripreso.
done-post-aside = Messo da parte: non torna nel tuo elenco.
done-post-back = Torna nel tuo elenco.
done-commented = Risposta pubblicata.
done-comment-held = La tua risposta aspetta che un moderatore la lasci andare. Fino ad allora la vedi solo tu.
done-comment-removed = La risposta non c’è più.

feed-since-yesterday = Dalla tua rete, da ieri
feed-since = Ciò che ha scritto chi conosci, da ieri a oggi. Poi finisce.
feed-day = Ciò che ha scritto chi conosci { $day }.
feed-nothing = Niente di nuovo da ieri.
feed-more = { $count ->
    [1] Ancora uno
   *[other] Gli altri { WORDS($count) }
}
feed-end = È tutto, da ieri
feed-day-end = Per quel giorno è tutto
feed-days = I giorni passati
feed-today = Da ieri
feed-settings = Cosa vedo e cosa no
feed-settings-lead = Sono scelte tue: nessun altro le vede, e non cambiano ciò che vedono gli altri.
feed-order = In che ordine
feed-order-weighed = Prima ciò che mi riguarda
feed-order-weighed-why = chi conosci prima di chi è lontano, poi ciò che offri e gli argomenti che segui, con ciò che altri ne chiedono, poi il tempo; al massimo due di fila della stessa persona
feed-order-newest = Dal più nuovo
feed-order-newest-why = conta solo l’ora
feed-folds = Cosa piego
feed-folds-why = I post piegati restano lì: vedi sempre quanti sono, di chi e perché.

# Chi l’ha scritto, e di che parla.
feed-why = { $who ->
    [tied] Conosci { $name }
    [two] { $name } è a due passi da te
    [group] { $name } l’ha scritto nel tuo circolo «{ $group }»
   *[far] { $name } l’ha scritto per tutti qui
}{ $what ->
    [offers] , e offri qualcosa su «{ $topic }».
    [follows] , e segui l’argomento «{ $topic }».
   *[none] .
}

feed-folded = { $posts } { $kinds }
feed-folded-count = { $count ->
    [1] 1 post ripiegato:
   *[other] { $count } post ripiegati:
}
feed-kind-count = { $kind } ({ $count })
feed-open = Apri comunque
feed-not-noise = Non è rumore
feed-open-person = Non ripiegare i suoi post

feed-kind-motivational = frase motivazionale
feed-kind-greeting = saluto del mattino
feed-kind-riddle = indovinello
feed-kind-bait = richiesta di reazioni
feed-kind-kitten = gattini e tramonti
feed-kind-chain = catena
feed-kind-applause = applauso generico
feed-kind-humblebrag = vanto travestito
feed-kind-hype = annuncio del grande annuncio
feed-kind-repeated_picture = immagine già vista
feed-kind-repeated_text = testo già visto
feed-kind-same_author = più di due di fila della stessa persona

feed-reason-asks_for_reactions = chiede una parola, un segno o un nome in risposta
feed-reason-asks_to_pass_on = chiede di essere copiato o inoltrato
feed-reason-greets = comincia con un saluto o un augurio
feed-reason-sets_puzzle = propone un gioco o un conto
feed-reason-nothing_concrete = non ci sono numeri, luoghi, date o link
feed-reason-loud = ha molti punti esclamativi o faccine
feed-reason-reads_like = somiglia ad altri di questo tipo
feed-reason-same_picture = la stessa immagine era già qui
feed-reason-same_text = quasi lo stesso testo era già qui
feed-reason-same_author = oggi ha scritto molto: gli altri stanno qui

posts-day_malformed = I giorni passati vanno da 2 a 14.
posts-order_malformed = Scegli tra «weighed» e «newest».
posts-noise_malformed = Uno dei tipi di rumore non esiste.

done-feed-chosen = Fatto: da adesso è così.
done-not-noise = Va bene: questo resta aperto, e con quelli come questo saremo più prudenti.
done-noise-after-all = Va bene: torna ripiegato.
done-person-open = Fatto: i suoi post restano sempre aperti.
done-person-folded = Fatto: i suoi post seguono la regola di tutti.

posts-atom = Feed (Atom)
posts-write-in-group = Scrivi nel circolo
posts-group-talk = Conversazione
posts-group-talk-open = Apri la conversazione
posts-group-talk-back = Rientra nella conversazione
posts-leave-group = Lascia il circolo
posts-group-ask = Chiedi di entrare
posts-group-unask = Ritira la richiesta
posts-group-asking = Hai chiesto di entrare.
posts-group-enter = Entra nel circolo
posts-in-group = Nel circolo
posts-asks-in-group = Chi chiede e chi offre
posts-no-asks-in-group = Per ora niente.
posts-hang-ask = Appendi qui ciò che chiedi o offri
posts-hang-ask-hint = Lo vede solo chi già può vederlo in bacheca.
posts-hang-ask-do = Appendi
posts-hung-own = Ciò che hai appeso qui
posts-hung-others = Ciò che altri hanno appeso qui
posts-take-down = Togli da qui
posts-group-decline = Declina l’invito
posts-for-group-outside = Il circolo { $name } (letto anche da fuori)
posts-group-closed = Ciò che si scrive qui lo legge solo chi ne fa parte.
posts-for-group-named = Il circolo { $name }

done-ask-hung = Appeso nel circolo.
done-ask-taken-down = Tolto dal circolo.

posts-noise-told = Molti lo troverebbero ripiegato:
posts-noise-told-why = Puoi aggiungere qualcosa di tuo, o pubblicarlo così. Ripiegato non vuol dire nascosto: si apre con un tocco.
posts-publish-anyway = Pubblica così

posts-about = Ne hanno scritto
feed-outside = Letto da fuori
feed-outside-do = Ciò che scrivo per tutti si può leggere anche da fuori
feed-outside-why = con un lettore di feed (Atom), da adesso in poi; ciò che hai scritto prima resta qui
feed-kept-open = Ciò che resta aperto
feed-kept-people = Di chi non piego mai i post
feed-kept-posts = Ciò che per me non è rumore
feed-fold-again = Torna a ripiegare
posts-open_too_many = Tieni già aperti i post di { $limit } persone. Torna a ripiegare quelli di qualcuno, e poi riprova.
