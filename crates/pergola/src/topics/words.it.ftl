# Argomenti

topics-too_many = Gli argomenti sono troppi: al massimo { $limit }.
topics-name_too_long = Un argomento è troppo lungo: al massimo { $limit } caratteri.
topics-without_letters = Un argomento ha bisogno di qualche lettera.
topics-follows_too_many = Segui o silenzi già { $limit } argomenti. Lasciane uno, e poi torna qui.
