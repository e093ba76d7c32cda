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

organisation-kind-company = azienda
organisation-kind-head_hunter = head hunter
organisation-kind-agency = agenzia per il lavoro
organisation-kind-association = associazione
organisation-kind-public_body = ente pubblico
organisation-kind-school = scuola
organisation-role-owner = responsabile
organisation-role-poster = può pubblicare
organisation-known = Chi conosci qui
organisation-nobody = Nessuno della tua rete, fino a tre passi, lavora o ha lavorato qui.
organisation-is-there = ci lavora
organisation-is-there-years = ci lavora, { $years }
organisation-was-there = ci ha lavorato
organisation-was-there-years = ci ha lavorato, { $years }
organisation-knows-poster = conosce chi pubblica
organisation-way-untold = Il percorso non si può raccontare: chi sta in mezzo non si mostra.
organisation-ask = Chiedi di essere presentato
organisation-more = E altre { $count } persone.
organisation-unproven = non dimostrata: chiunque può averne scritto il nome
organisation-proven = dimostrata: { $domain }
organisation-about = Che cosa fa
organisation-jobs = Lavoro
organisation-see-jobs = Gli annunci aperti
organisation-post-job = Pubblica un annuncio
organisation-tell = Racconta
organisation-speakers = Chi la rappresenta
organisation-mute = Per ora nessuno.
organisation-claim = La rappresento io
organisation-prove = Dimostra che è la tua organizzazione
organisation-new = Aggiungi un’organizzazione
organisation-edit = Racconta l’organizzazione
organisation-new-lead = Chi la rappresenta può pubblicare annunci. Finché non lo dimostra, accanto c’è scritto.
organisation-name = Come si chiama
organisation-name-hint = Scrivila come chi ci lavora: così si ritrova chi c’è e chi c’è stato.
organisation-kind = Che cos’è
organisation-place = Dove
organisation-save = Salva
organisation-add = Aggiungi
organisation-remove-speaker = Togli
organisation-add-speaker = Aggiungi una persona, con il suo nome breve
organisation-role = Che cosa può fare
organisation-speaker-do = Aggiungi
organisation-prove-lead = Tre modi: un record DNS, un file sul sito, una lettera a una casella del dominio.
organisation-begun = Prove cominciate
organisation-do-dns = Aggiungi nel DNS un record TXT:
organisation-do-file = Metti sul sito un file con questa sola riga:
organisation-do-letter = Abbiamo scritto a una casella di { $domain }: apri il link che trovi nella lettera.
organisation-do-where = Dove
organisation-do-what = Che cosa
organisation-do-until = Vale fino al { $day }.
organisation-look = Cerca adesso
organisation-domain = Dominio
organisation-domain-hint = Per esempio officina.example
organisation-way = Come
organisation-way-dns = record DNS
organisation-way-file = file sul sito
organisation-way-letter = lettera
organisation-address = Casella del dominio
organisation-address-hint = Serve solo per la lettera.
organisation-begin = Comincia la prova
organisation-letter-lead = Confermi che { $name } è tua, e che { $domain } è il suo dominio?
organisation-letter-do = Sì, confermo
organisations-spoken_for = Questa organizzazione la rappresenta già qualcuno: chiedi a chi la rappresenta di aggiungerti.
organisations-speaker_unknown = Qui non c’è nessuno con questo nome breve.
organisations-role_unknown = Di’ che cosa può fare: responsabile, o pubblicare.
organisations-way_unknown = Scegli come dimostrarlo.
done-organisation-made = Fatto. Adesso puoi dimostrare che è la tua organizzazione.
done-organisation-changed = Salvato.
done-speaker-kept = Adesso la rappresenta.
done-speaker-removed = Non la rappresenta più.
done-proof-begun = La prova è cominciata.
done-proof-found = La prova c’è: adesso l’organizzazione è dimostrata.
mail-proof-subject = Conferma che { $name } è tua
organisation-feeds = Annunci da un altro sito
mail-proof =
    Qualcuno vuole rappresentare { $name } su Pergola e ha indicato questa casella.

    Se sei tu, apri questo link con il tuo accesso:
    { $link }

    Se non ne sai niente, non fare niente: senza il link non succede nulla.
