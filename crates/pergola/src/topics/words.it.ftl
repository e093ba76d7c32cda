# Argomenti

topics-too_many = Gli argomenti sono troppi: al massimo { $limit }.
topics-name_too_long = Un argomento è troppo lungo: al massimo { $limit } caratteri.
topics-without_letters = Un argomento ha bisogno di qualche lettera.
topics-follows_too_many = Segui o silenzi già { $limit } argomenti. Lasciane uno, e poi torna qui.
topics-topic = Argomento
topics-lead = Ciò che puoi vedere tu, dal più recente.
topics-silence = Per ora nessuno vicino a te ne parla in bacheca.
topics-follow = Segui
topics-unfollow = Non seguire più
topics-mute = Non mi interessa
topics-unmute = Torna a mostrarlo
topics-private = Che cosa segui e che cosa no lo sai solo tu.
done-topic-followed = Ora segui questo argomento.
done-topic-muted = D’ora in poi non entra in ciò che leggi dalla tua rete.
done-topic-forgotten = Fatto.
topics-mine = Gli argomenti che seguo
topics-followed = Seguo
topics-muted = Lasciati fuori da ciò che leggo
topics-none-followed = Per ora nessuno. Il pulsante è nella pagina di ogni argomento.
topics-none-muted = Nessuno.
