//! The index: one writer, any number of readers. Nothing is visible before it is published, and then all at once.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use pergola_domain::{
    ids::MemberId,
    search::{Facet, Facts, Kind, Value},
    text,
};
use tantivy::{
    IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term,
    indexer::{IndexWriterOptions, LogMergePolicy},
    schema::{FAST, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
};

use crate::{
    collect::SLOT,
    lists::{Lists, read, write},
    query::{Fields, stems},
    score::Texts,
    shelf::Shelf,
    view::{People, Snapshot, View},
    words::{Word, for_each_word, sound},
};

/// The index cannot go on: what it says is for those who run the server.
#[derive(Debug, thiserror::Error)]
#[error("the search index: {0}")]
pub struct Broken(String);

impl From<tantivy::TantivyError> for Broken {
    fn from(error: tantivy::TantivyError) -> Self {
        Self(error.to_string())
    }
}

/// What is put in.
#[derive(Clone, Debug)]
pub struct Document {
    pub texts: Texts,
    pub facts: Facts,
}

/// Kept in memory before a part of the index is made of it.
const BUFFER_BYTES: usize = 32 << 20;
/// A part is made anew when so much of it is gone: what was erased does not lie about.
const GONE_SHARE: f32 = 0.1;

struct Writer {
    writer: IndexWriter,
    shelf: Shelf,
    /// Where each member stands; whoever holds the list of before keeps it.
    people: Arc<People>,
    free: Vec<u32>,
    next: u32,
    dirty: bool,
}

/// Where words stand.
pub struct Index {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<Writer>,
    published: RwLock<Arc<Snapshot>>,
    lists: Arc<Lists>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Index")
    }
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let slot = builder.add_u64_field(SLOT, INDEXED | FAST);
    let words = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(IndexRecordOption::Basic);
    let words = TextOptions::default().set_indexing_options(words.set_fieldnorms(false));
    let mut field = |name| builder.add_text_field(name, words.clone());
    let (name, head, at, text) = (field("name"), field("head"), field("at"), field("text"));
    let (raw, at_raw, sound) = (field("raw"), field("at_raw"), field("sound"));
    (builder.build(), Fields { slot, name, head, at, text, raw, at_raw, sound })
}

impl Index {
    /// An empty one.
    ///
    /// # Errors
    /// Where its threads cannot be started.
    pub fn new() -> Result<Self, Broken> {
        let (schema, fields) = schema();
        let index = tantivy::Index::create_in_ram(schema);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(BUFFER_BYTES)
            .build();
        let writer: IndexWriter = index.writer_with_options(options)?;
        let mut merging = LogMergePolicy::default();
        merging.set_del_docs_ratio_before_merge(GONE_SHARE);
        writer.set_merge_policy(Box::new(merging));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let snapshot = Snapshot { searcher: reader.searcher(), shelf: Shelf::default(), people: Arc::default() };
        Ok(Self {
            fields,
            reader,
            writer: Mutex::new(Writer {
                writer,
                shelf: Shelf::default(),
                people: Arc::default(),
                free: Vec::new(),
                next: 0,
                dirty: false,
            }),
            published: RwLock::new(Arc::new(snapshot)),
            lists: Arc::default(),
        })
    }

    /// The value that stands for a key of a facet.
    #[must_use]
    pub fn value(&self, facet: Facet, key: &str) -> Option<Value> {
        self.lists.value(facet, key)
    }

    /// What was last published.
    #[must_use]
    pub fn view(&self) -> View {
        View::new(self.fields, Arc::clone(&read(&self.published)), Arc::clone(&self.lists))
    }

    /// Puts a document in the place of what was known by the same kind and id.
    ///
    /// # Errors
    /// When the index is broken.
    pub fn put(&self, document: Document) -> Result<(), Broken> {
        let key = (document.facts.kind, document.facts.id);
        let words = Words::of(&document.texts);
        let mut guard = self.writing();
        let Writer { writer, shelf, people, free, next, dirty } = &mut *guard;
        let mut slots = write(&self.lists.slots);
        let slot = match slots.get(&key) {
            Some(slot) => {
                writer.delete_term(Term::from_field_u64(self.fields.slot, u64::from(*slot)));
                *slot
            }
            None => {
                let slot = free.pop().unwrap_or_else(|| {
                    *next += 1;
                    *next - 1
                });
                slots.insert(key, slot);
                if key.0 == Kind::Person {
                    Arc::make_mut(people).insert(key.1, slot);
                }
                slot
            }
        };
        drop(slots);
        let mut kept = TantivyDocument::default();
        kept.add_u64(self.fields.slot, u64::from(slot));
        let Fields { name, head, at, text, raw, at_raw, sound, .. } = self.fields;
        let told = [
            (name, &words.name),
            (head, &words.head),
            (at, &words.at),
            (text, &words.text),
            (raw, &words.raw),
            (at_raw, &words.at_raw),
            (sound, &words.sound),
        ];
        for (field, words) in told {
            kept.add_text(field, words);
        }
        writer.add_document(kept)?;
        shelf.set(slot, Some(document.facts));
        *dirty = true;
        Ok(())
    }

    /// Takes a document out, where it is in.
    pub fn remove(&self, kind: Kind, id: i64) {
        let mut guard = self.writing();
        if let Some(slot) = write(&self.lists.slots).remove(&(kind, id)) {
            let Writer { writer, shelf, people, free, dirty, .. } = &mut *guard;
            if kind == Kind::Person {
                Arc::make_mut(people).remove(&id);
            }
            writer.delete_term(Term::from_field_u64(self.fields.slot, u64::from(slot)));
            shelf.set(slot, None);
            free.push(slot);
            *dirty = true;
        }
    }

    /// Takes out all that is a member's, and all that tells of him.
    pub fn remove_member(&self, member: MemberId) {
        let of_him = |facts: &&Facts| facts.owner == Some(member) || facts.about == Some(member);
        let keys: BTreeSet<(Kind, i64)> =
            self.writing().shelf.all().filter(of_him).map(|facts| (facts.kind, facts.id)).collect();
        for (kind, id) in keys {
            self.remove(kind, id);
        }
    }

    /// Takes everything out, to be built anew. Readers see what was until something is published.
    ///
    /// # Errors
    /// When the index is broken.
    pub fn clear(&self) -> Result<(), Broken> {
        let mut guard = self.writing();
        guard.writer.delete_all_documents()?;
        guard.shelf.clear();
        guard.people = Arc::default();
        guard.free.clear();
        guard.next = 0;
        guard.dirty = true;
        write(&self.lists.slots).clear();
        Ok(())
    }

    /// Makes visible what was put in and taken out.
    ///
    /// # Errors
    /// When the index is broken.
    pub fn publish(&self) -> Result<(), Broken> {
        let mut guard = self.writing();
        if !guard.dirty {
            return Ok(());
        }
        guard.writer.commit()?;
        self.reader.reload()?;
        guard.dirty = false;
        let (shelf, people) = (guard.shelf.clone(), Arc::clone(&guard.people));
        let snapshot = Snapshot { searcher: self.reader.searcher(), shelf, people };
        *write(&self.published) = Arc::new(snapshot);
        Ok(())
    }

    fn writing(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The words of a document for each field, blanks between.
#[derive(Default)]
struct Words {
    name: String,
    head: String,
    at: String,
    text: String,
    raw: String,
    at_raw: String,
    sound: String,
}

impl Words {
    fn of(texts: &Texts) -> Self {
        let mut words = Self::default();
        for_each_word(&text::fold(&texts.name), |word| {
            add(&mut words.name, word);
            add(&mut words.sound, &sound(word));
        });
        let Self { head, at, text, raw, at_raw, .. } = &mut words;
        stemmed(&texts.head, head, raw);
        stemmed(&texts.text, text, raw);
        stemmed(&texts.at, at, at_raw);
        words
    }
}

/// The words of a text: their stems, and as they are folded.
fn stemmed(told: &str, stemmed: &mut String, raw: &mut String) {
    for_each_word(&text::fold(told), |word| {
        stems(&Word::of(word)).iter().for_each(|stem| add(stemmed, stem));
        add(raw, word);
    });
}

fn add(all: &mut String, word: &str) {
    if !all.is_empty() {
        all.push(' ');
    }
    all.push_str(word);
}
