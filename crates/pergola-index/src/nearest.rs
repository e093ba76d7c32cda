//! Which of very many texts are near to one: their vectors in memory, in bytes.
//!
//! A look at all of them is two looks. First at the signs alone, 48 bytes a text: how many of the 384 differ. Then at the
//! bytes of the few hundred that differ least. What is in here is nobody's answer yet: who may see which of them is asked
//! by whoever shows them.

use std::collections::BTreeMap;

use crate::signs::{SIGNS, differences};

/// Numbers of a vector.
pub const WIDTH: usize = 384;
/// Looked at again by their bytes, for each that is asked for; and never fewer than [`FEWEST`].
const WIDER: usize = 4;
const FEWEST: usize = 512;

/// Of one person's ties, so many asks, offers and profiles are paired: the newest.
pub const PAIRED: [usize; 3] = [512, 2_048, 1_024];

/// A vector in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    signs: [u64; SIGNS],
    bytes: Box<[i8; WIDTH]>,
}

impl Code {
    /// Of a unit vector. What is missing of one that is too short counts as nothing.
    #[must_use]
    pub fn of(vector: &[f32]) -> Self {
        let most = vector.iter().fold(f32::MIN_POSITIVE, |most, value| most.max(value.abs()));
        let mut bytes = Box::new([0_i8; WIDTH]);
        for (byte, value) in bytes.iter_mut().zip(vector) {
            *byte = rounded(value / most * 127.0);
        }
        Self { signs: signs(&bytes), bytes }
    }

    /// From the bytes it was kept as; none where they are not as many.
    #[must_use]
    pub fn kept(kept: &[u8]) -> Option<Self> {
        let kept: &[u8; WIDTH] = kept.try_into().ok()?;
        let bytes = Box::new(kept.map(|byte| i8::from_le_bytes([byte])));
        Some(Self { signs: signs(&bytes), bytes })
    }

    /// The bytes to keep.
    #[must_use]
    pub fn to_keep(&self) -> Vec<u8> {
        self.bytes.iter().flat_map(|byte| byte.to_le_bytes()).collect()
    }

    /// The unit vector that it stands for.
    #[must_use]
    pub fn vector(&self) -> Vec<f32> {
        let length = length(&self.bytes);
        self.bytes.iter().map(|byte| f32::from(*byte) / length).collect()
    }
}

/// The likeness of two kept vectors: their cosine.
#[must_use]
pub fn likeness(one: &Code, other: &Code) -> f32 {
    dot(&one.bytes, &other.bytes) / (length(&one.bytes) * length(&other.bytes))
}

/// Texts by their vectors.
#[derive(Clone, Debug, Default)]
pub struct Nearest {
    keys: Vec<i64>,
    /// Whose it is: nobody is matched with himself.
    owners: Vec<i64>,
    signs: Vec<[u64; SIGNS]>,
    bytes: Vec<[i8; WIDTH]>,
    lengths: Vec<f32>,
    places: BTreeMap<i64, usize>,
    /// The keys of each owner, ascending.
    of_owner: BTreeMap<i64, Vec<i64>>,
}

/// Something near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    pub key: i64,
    pub owner: i64,
    pub likeness: f32,
}

impl Nearest {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The keys of all of them, in no order.
    #[must_use]
    pub fn keys(&self) -> &[i64] {
        &self.keys
    }

    /// Whether this one is here.
    #[must_use]
    pub fn holds(&self, key: i64) -> bool {
        self.places.contains_key(&key)
    }

    /// Takes one in; what it was before is forgotten.
    pub fn put(&mut self, key: i64, owner: i64, code: &Code) {
        self.remove(key);
        let own = self.of_owner.entry(owner).or_default();
        own.insert(own.partition_point(|other| *other < key), key);
        self.places.insert(key, self.keys.len());
        self.keys.push(key);
        self.owners.push(owner);
        self.signs.push(code.signs);
        self.lengths.push(length(&code.bytes));
        self.bytes.push(*code.bytes);
    }

    /// Takes one away, if it is here.
    pub fn remove(&mut self, key: i64) {
        let Some(place) = self.places.remove(&key) else { return };
        self.keys.swap_remove(place);
        let owner = self.owners.swap_remove(place);
        if let Some(own) = self.of_owner.get_mut(&owner) {
            own.retain(|other| *other != key);
            if own.is_empty() {
                self.of_owner.remove(&owner);
            }
        }
        self.signs.swap_remove(place);
        self.bytes.swap_remove(place);
        self.lengths.swap_remove(place);
        if let Some(moved) = self.keys.get(place) {
            self.places.insert(*moved, place);
        }
    }

    /// The `most` nearest, nearest first.
    #[must_use]
    pub fn near(&self, to: &Code, most: usize) -> Vec<Near> {
        let mut differ = Vec::new();
        differences(&self.signs, &to.signs, &mut differ);
        let limit = cut(&differ, (most * WIDER).max(FEWEST));
        let few = differ.iter().enumerate().filter(|(_, differ)| **differ <= limit);
        let length_of_one = length(&to.bytes);
        let mut found: Vec<Near> = few.filter_map(|(place, _)| self.at(place, &to.bytes, length_of_one)).collect();
        found.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.key.cmp(&other.key)));
        found.truncate(most);
        found
    }

    fn at(&self, place: usize, to: &[i8; WIDTH], length_of_one: f32) -> Option<Near> {
        let likeness = dot(self.bytes.get(place)?, to) / (length_of_one * self.lengths.get(place)?);
        Some(Near { key: *self.keys.get(place)?, owner: *self.owners.get(place)?, likeness })
    }

    /// The keys of these owners, the newest first, so many at most.
    #[must_use]
    pub fn of_owners(&self, owners: &[i64], most: usize) -> Vec<i64> {
        let own = owners.iter().filter_map(|owner| self.of_owner.get(owner));
        let mut keys: Vec<i64> = own.flatten().copied().collect();
        keys.sort_unstable_by(|one, other| other.cmp(one));
        keys.truncate(most);
        keys
    }

    /// The code of this one.
    #[must_use]
    pub fn code(&self, key: i64) -> Option<Code> {
        let place = *self.places.get(&key)?;
        Some(Code { signs: *self.signs.get(place)?, bytes: Box::new(*self.bytes.get(place)?) })
    }

    /// Whose this one is.
    #[must_use]
    pub fn owner(&self, key: i64) -> Option<i64> {
        self.owners.get(*self.places.get(&key)?).copied()
    }

    /// Of these keys, those that are here with their code: to be looked at among themselves.
    #[must_use]
    pub fn among(&self, keys: impl IntoIterator<Item = i64>) -> Self {
        let mut some = Self::default();
        for key in keys {
            let Some(place) = self.places.get(&key).copied() else { continue };
            let row = (self.owners.get(place), self.signs.get(place), self.bytes.get(place), self.lengths.get(place));
            if let (Some(owner), Some(signs), Some(bytes), Some(length)) = row {
                some.places.insert(key, some.keys.len());
                some.keys.push(key);
                some.owners.push(*owner);
                some.signs.push(*signs);
                some.bytes.push(*bytes);
                some.lengths.push(*length);
            }
        }
        some
    }

    /// For each of these, the `most` nearest of the others that belong to somebody else: the pairs between two shelves.
    #[must_use]
    pub fn pairs(&self, others: &Self, most: usize) -> Vec<(i64, Near)> {
        let mut found = Vec::with_capacity(self.len() * most);
        let mut kept: Vec<(u16, usize)> = Vec::with_capacity(most * WIDER * 2 + 1);
        let mut differ = Vec::new();
        let rows = self.keys.iter().zip(&self.owners).zip(&self.signs).zip(self.bytes.iter().zip(&self.lengths));
        for (((key, owner), signs), (bytes, length)) in rows {
            kept.clear();
            let mut worst = u16::MAX;
            differences(&others.signs, signs, &mut differ);
            for (place, differ) in differ.iter().enumerate() {
                if *differ < worst {
                    kept.push((*differ, place));
                    if kept.len() > most * WIDER * 2 {
                        kept.sort_unstable();
                        kept.truncate(most * WIDER);
                        worst = kept.last().map_or(u16::MAX, |(differ, _)| *differ);
                    }
                }
            }
            let near = kept.iter().filter_map(|(_, place)| others.at(*place, bytes, *length));
            let mut near: Vec<Near> = near.filter(|near| near.owner != *owner).collect();
            near.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.key.cmp(&other.key)));
            found.extend(near.into_iter().take(most).map(|near| (*key, near)));
        }
        found
    }
}

/// The greatest difference that some `wanted` of them do not pass.
fn cut(differ: &[u16], wanted: usize) -> u16 {
    let mut counts = [0_usize; WIDTH + 1];
    for differ in differ {
        if let Some(count) = counts.get_mut(usize::from(*differ)) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for (differ, count) in (0_u16..).zip(counts) {
        sum += count;
        if sum >= wanted {
            return differ;
        }
    }
    u16::MAX
}

fn signs(bytes: &[i8; WIDTH]) -> [u64; SIGNS] {
    let mut signs = [0_u64; SIGNS];
    for (word, bytes) in signs.iter_mut().zip(bytes.as_chunks::<64>().0) {
        for (place, byte) in bytes.iter().enumerate() {
            *word |= u64::from(*byte < 0) << place;
        }
    }
    signs
}

fn length(bytes: &[i8; WIDTH]) -> f32 {
    dot(bytes, bytes).sqrt().max(1.0)
}

#[inline]
fn dot(one: &[i8; WIDTH], other: &[i8; WIDTH]) -> f32 {
    let mut sums = [0_i32; 8];
    for (a, b) in one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += i32::from(i16::from(*a) * i16::from(*b));
        }
    }
    // 384 products of bytes stay below 2^23: a float holds them whole.
    let sum: i32 = sums.iter().sum();
    let [low, middle, high, _] = sum.to_le_bytes();
    let whole = f32::from(i8::from_le_bytes([high])) * 65_536.0;
    whole + f32::from(u16::from_le_bytes([low, middle]))
}

/// The nearest whole number of one within ±127.
fn rounded(value: f32) -> i8 {
    let [low, ..] = (value.clamp(-127.0, 127.0) + 12_582_912.0).to_bits().to_le_bytes();
    i8::from_le_bytes([low])
}

#[cfg(test)]
mod tests {
    use super::{Code, Nearest, WIDTH, dot, likeness};

    /// A vector that looks like chance, the same for a number every time.
    fn vector(number: u64) -> Vec<f32> {
        let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        (0..WIDTH)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                f32::from(u16::try_from(state % 2_001).unwrap()) - 1_000.0
            })
            .collect()
    }

    fn mixed(one: u64, other: u64, share: f32) -> Vec<f32> {
        vector(one).iter().zip(vector(other)).map(|(one, other)| one * (1.0 - share) + other * share).collect()
    }

    fn cosine(one: &[f32], other: &[f32]) -> f32 {
        let dot = |one: &[f32], other: &[f32]| one.iter().zip(other).map(|(a, b)| a * b).sum::<f32>();
        dot(one, other) / (dot(one, one).sqrt() * dot(other, other).sqrt())
    }

    #[test]
    fn bytes_keep_what_vectors_say() {
        for number in 0..20 {
            let (one, other) = (vector(number), mixed(number, number + 50, 0.4));
            let (kept, near) = (Code::of(&one), Code::of(&other));
            assert!((likeness(&kept, &near) - cosine(&one, &other)).abs() < 0.01);
            assert_eq!(Code::kept(&kept.to_keep()), Some(kept.clone()));
            assert!(cosine(&kept.vector(), &one) > 0.999);
        }
        assert_eq!(Code::kept(&[1, 2, 3]), None);
        assert!(likeness(&Code::of(&[]), &Code::of(&[])).is_finite());
    }

    #[test]
    fn small_arithmetic_is_right() {
        let (low, high) = ([-127_i8; WIDTH], [127_i8; WIDTH]);
        assert!((dot(&low, &high) + 127.0 * 127.0 * 384.0).abs() < 0.5);
        assert!((dot(&low, &low) - 127.0 * 127.0 * 384.0).abs() < 0.5);
    }

    #[test]
    fn the_nearest_are_found_among_many_and_forgotten_when_they_go() {
        let mut shelf = Nearest::default();
        for number in 0..3_000_u64 {
            let key = i64::try_from(number).unwrap();
            shelf.put(key, key % 10, &Code::of(&vector(number)));
        }
        for (key, share) in [(5_001, 0.2), (5_002, 0.35), (5_003, 0.5)] {
            shelf.put(key, 1, &Code::of(&mixed(7, 9_000, share)));
        }
        let keys =
            |shelf: &Nearest| shelf.near(&Code::of(&vector(7)), 4).iter().map(|near| near.key).collect::<Vec<_>>();
        assert_eq!(keys(&shelf), [7, 5_001, 5_002, 5_003]);
        shelf.remove(5_002);
        shelf.remove(5_002);
        shelf.put(5_001, 1, &Code::of(&vector(8_888)));
        let left = keys(&shelf);
        assert_eq!(left.get(..2).unwrap(), [7, 5_003]);
        assert!(!left.contains(&5_001) && shelf.len() == 3_002 && shelf.holds(5_003) && !shelf.holds(5_002));
    }

    #[test]
    fn pairs_are_of_two_people() {
        let (mut asks, mut offers) = (Nearest::default(), Nearest::default());
        asks.put(1, 10, &Code::of(&vector(1)));
        asks.put(2, 20, &Code::of(&vector(2)));
        offers.put(3, 10, &Code::of(&mixed(1, 100, 0.1)));
        offers.put(4, 30, &Code::of(&mixed(1, 100, 0.3)));
        offers.put(5, 30, &Code::of(&mixed(2, 100, 0.3)));
        let best: Vec<(i64, i64)> = asks.pairs(&offers, 1).into_iter().map(|(ask, near)| (ask, near.key)).collect();
        assert_eq!(best, [(1, 4), (2, 5)], "the own offer is no answer to the own ask");
        assert_eq!(asks.among([2, 77]).keys(), [2]);
        offers.put(6, 30, &Code::of(&vector(9)));
        offers.remove(4);
        offers.put(5, 31, &Code::of(&vector(9)));
        assert_eq!(offers.of_owners(&[30, 10, 77], 9), [6, 3]);
        assert_eq!((offers.of_owners(&[30, 31], 1), offers.owner(5), offers.owner(4)), (vec![6], Some(31), None));
    }
}
