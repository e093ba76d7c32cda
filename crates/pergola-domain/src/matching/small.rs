//! Words that hold a sentence together and say nothing of its matter, in both languages. They may lie near to anything, and
//! as the reason of a match they make a reader shake his head. Articles and the like weigh too little to get here; these
//! are the rarer ones. Not a list of stop words for search: there everything that was typed is looked for.

/// Folded.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "abbastanza", "abbia", "abbiamo", "able", "about", "above", "accanto", "adesso", "after", "again", "agli", "alcune",
    "alcuni", "all", "alla", "alle", "allo", "almeno", "almost", "along", "alone", "already", "also", "altra", "altre",
    "altri", "altro", "although", "always", "among", "anche", "ancora", "and", "another", "any", "anybody", "anyone",
    "anything", "appena", "are", "around", "aveva", "avere", "away", "because", "been", "before", "behind",
    "being", "bella", "bello", "bene", "better", "between", "both", "but", "can", "cannot", "cerca", "cerchiamo", "cerco",
    "certain", "certo", "che", "chi", "chiunque", "ciascuno", "come", "comes", "con", "cosa", "cose", "cosi", "could",
    "cui", "dagli", "dai", "dal", "dalla", "dalle", "dallo", "davvero", "degli", "dei", "del", "dell", "della", "delle",
    "dello", "dentro", "deve", "devo", "devono", "did", "dietro", "does", "doing", "done", "dopo", "dove", "dovrebbe",
    "due", "durante", "each", "ecco", "eight", "either", "else", "enough", "era", "erano", "essere", "even", "ever",
    "every", "everybody", "everyone", "everything", "fanno", "far", "fare", "fatta", "fatte", "fatti", "fatto", "few",
    "finche", "fino", "first", "five", "for", "four", "fra", "from", "fuori", "gets", "getting", "gia", "give", "gives",
    "gli", "goes", "going", "good", "got", "great", "had", "hai", "hanno", "has", "have", "her", "here", "him", "his",
    "how", "insieme", "instead", "into", "its", "itself", "just", "keep", "keeps", "know", "knows", "let", "like", "little",
    "looking", "loro", "lots", "lui", "made", "mai", "make", "makes", "making", "many", "may", "maybe", "meglio", 
    "meno", "mentre", "mia", "mie", "miei", "might", "mine", "mio", "molta", "molte", "molti", "molto", "more",
    "most", "much", "must", "myself", "near", "nei", "nel", "nella", "nelle", "nello", "need", "needs", "nessuna",
    "nessuno", "never", "next", "niente", "nine", "nobody", "non", "none", "nor", "nostra", "nostre", "nostri", "nostro",
    "not", "nothing", "now", "nulla", "off", "offer", "offered", "offering", "offers", "offriamo", "offro", "often",
    "ogni", "ognuno", "once", "one", "ones", "only", "oppure", "ora", "other", "others", "otherwise", "our", "ours", "out",
    "over", "own", "per", "perche", "perhaps", "piu", "please", "poca", "poche", "pochi", "poco", "poi", "possiamo", "posso",
    "possono", "potrebbe", "prima", "primo", "proprio", "put", "puo", "qualche", "qualcosa", "qualcuno", "qualsiasi",
    "qualunque", "quale", "quali", "quando", "quanta", "quante", "quanti", "quanto", "quasi", "quattro", "quella", "quelle",
    "quelli", "quello", "questa", "queste", "questi", "questo", "qui", "quite", "rather", "really", "same", "sanno", "sara",
    "sarebbe", "secondo", "seems", "sei", "sempre", "senza", "sette", "seven", "several", "she", "should", "siamo", "siano",
    "since", "six", "sola", "soli", "solo", "some", "somebody", "someone", "something", "sometimes", "sono", "sopra",
    "soprattutto", "sotto", "stai", "stanno", "stare", "stata", "state", "stati", "stato", "stessa", "stesse", "stessi",
    "stesso", "still", "stiamo", "sto", "sua", "subito", "such", "sue", "sugli", "sui", "sul", "sulla", "sulle", "sullo",
    "suo", "suoi", "take", "takes", "tanta", "tante", "tanti", "tanto", "tell", "tells", "ten", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "thing", "things", "this", "those", "though", "three", "through",
    "together", "too", "tra", "tre", "troppa", "troppe", "troppi", "troppo", "tua", "tue", "tuo", "tuoi", "tutta", "tutte",
    "tutti", "tutto", "twice", "two", "una", "under", "uno", "until", "upon", "using", "usually", "vengono", "verso", "very",
    "via", "vicino", "viene", "vogliamo", "voglio", "vogliono", "volta", "volte", "vorrebbe", "vorrei", "vorremmo",
    "vostra", "vostre", "vostri", "vostro", "vuole", "want", "wanted", "wants", "was", "well", "went", "were", "what",
    "whatever", "when", "where", "whether", "which", "while", "who", "whoever", "whole", "whom", "whose", "why", "will",
    "with", "within", "without", "would", "yet", "you", "your", "yours", "yourself",
];

/// Whether a word, folded, is one of them.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{SMALL, is_small};
    use crate::text;

    #[test]
    fn words_of_both_languages_are_known_however_they_are_written() {
        for word in ["Vorremmo", "dell", "loro", "perché", "Everyone", "until", "one"] {
            assert!(is_small(&text::fold(word)), "{word}");
        }
        for word in ["legno", "timber", "bandi", "casa", "radio", "exam"] {
            assert!(!is_small(word), "{word}");
        }
        assert!(SMALL.iter().all(|word| text::fold(word) == *word), "as a word is compared");
    }
}
