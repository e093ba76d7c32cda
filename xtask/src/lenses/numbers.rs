//! Rows of numbers, and the products that learning needs. Plain loops that the compiler can widen; no threads, so that sums
//! come in one order and the same pairs give the same file.

/// Rows of one width.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    width: usize,
    values: Vec<f32>,
}

impl Rows {
    pub(super) const fn new(width: usize) -> Self {
        Self { width, values: Vec::new() }
    }

    pub(super) fn zeros(count: usize, width: usize) -> Self {
        Self { width, values: vec![0.0; count * width] }
    }

    /// The map that changes nothing.
    pub(super) fn same(width: usize) -> Self {
        let mut rows = Self::zeros(width, width);
        for (at, row) in rows.iter_mut().enumerate() {
            row.iter_mut().skip(at).take(1).for_each(|value| *value = 1.0);
        }
        rows
    }

    pub(super) fn push(&mut self, row: &[f32]) {
        self.values.extend_from_slice(row);
    }

    pub(super) fn count(&self) -> usize {
        self.values.len() / self.width
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width)
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        self.values.chunks_exact_mut(self.width)
    }

    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }

    pub(super) fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }

    /// Of the rows that say something.
    pub(super) fn mean(&self) -> Vec<f32> {
        let (mut sums, mut count) = (vec![0.0; self.width], 0.0);
        for row in self.iter().filter(|row| row.iter().any(|value| *value != 0.0)) {
            add(&mut sums, row, 1.0);
            count += 1.0;
        }
        sums.iter().map(|sum| sum / f32::max(count, 1.0)).collect()
    }

    /// Each row less that one, and of length one; rows of nothing stay.
    pub(super) fn apart(&self, mean: &[f32]) -> Self {
        let mut apart = self.clone();
        for row in apart.iter_mut().filter(|row| row.iter().any(|value| *value != 0.0)) {
            add(row, mean, -1.0);
        }
        apart.units();
        apart
    }

    /// Brings rows to length one; their lengths before.
    pub(super) fn units(&mut self) -> Vec<f32> {
        let mut lengths = Vec::new();
        for row in self.iter_mut() {
            let length = dot(row, row).sqrt().max(1e-9);
            row.iter_mut().for_each(|value| *value /= length);
            lengths.push(length);
        }
        lengths
    }

    /// One under the other.
    pub(super) fn over(parts: &[&Self]) -> Self {
        let width = parts.first().map_or(1, |part| part.width);
        Self { width, values: parts.iter().flat_map(|part| part.values.iter().copied()).collect() }
    }

    /// Each row of ours times each of theirs.
    pub(super) fn likeness(&self, other: &Self) -> Self {
        let mut values = Vec::with_capacity(self.count() * other.count());
        for row in self.iter() {
            values.extend(other.iter().map(|column| dot(row, column)));
        }
        Self { width: other.count(), values }
    }

    /// Ours times theirs.
    pub(super) fn times(&self, other: &Self) -> Self {
        let mut product = Self::zeros(self.count(), other.width);
        for (sums, row) in product.iter_mut().zip(self.iter()) {
            for (by, value) in other.iter().zip(row) {
                if *value != 0.0 {
                    add(sums, by, *value);
                }
            }
        }
        product
    }

    /// Ours, its rows and columns exchanged, times theirs.
    pub(super) fn turned_times(&self, other: &Self) -> Self {
        let mut product = Self::zeros(self.width, other.width);
        for (row, by) in self.iter().zip(other.iter()) {
            for (sums, value) in product.iter_mut().zip(row) {
                if *value != 0.0 {
                    add(sums, by, *value);
                }
            }
        }
        product
    }
}

pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let (eights, rest) = one.as_chunks::<8>();
    let (others, rest_of_other) = other.as_chunks::<8>();
    let mut sums = [0.0_f32; 8];
    for (a, b) in eights.iter().zip(others) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f32>() + rest.iter().zip(rest_of_other).map(|(a, b)| a * b).sum::<f32>()
}

/// Adds so many times the other.
pub(super) fn add(sums: &mut [f32], other: &[f32], times: f32) {
    for (sum, value) in sums.iter_mut().zip(other) {
        *sum += times * value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(width: usize, values: &[f32]) -> Rows {
        Rows { width, values: values.to_vec() }
    }

    #[test]
    fn products_are_those_of_the_books() {
        let (one, other) = (rows(2, &[1.0, 2.0, 3.0, 4.0]), rows(2, &[5.0, 6.0, 7.0, 8.0]));
        assert_eq!(one.times(&other).values, [19.0, 22.0, 43.0, 50.0]);
        assert_eq!(one.likeness(&other).values, [17.0, 23.0, 39.0, 53.0]);
        assert_eq!(one.turned_times(&other).values, [26.0, 30.0, 38.0, 44.0]);
        assert_eq!(one.times(&Rows::same(2)).values, one.values);
        assert_eq!(rows(2, &[0.0, 0.0, 3.0, 4.0]).mean(), [3.0, 4.0]);
        assert_eq!(rows(2, &[0.0, 0.0, 4.0, 4.0]).apart(&[1.0, 0.0]).values, [0.0, 0.0, 0.6, 0.8]);
    }
}
