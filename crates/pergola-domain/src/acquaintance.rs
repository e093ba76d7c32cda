//! How likely two people know each other: a sum of signs, each with a weight that the network's own ties teach.
//!
//! No single sign holds everywhere: in dense circles a shared acquaintance with few ties says nearly all, in a sparse
//! network with hubs three steps say more than two, among students it matters who is new and busy. So the weights are
//! not chosen by hand: [`learn`] hides some of the known ties (the newest tenth, or a fixed tenth where nothing is
//! dated), looks which signs would have found them again, and stays near a cautious prior where there is little to
//! learn from. The same network always teaches the same weights.
//!
//! Logarithms are the quick kind made of a number's own bits: the same on every machine, unlike the library's.

/// Signs in a sum.
pub const SIGNS: usize = 16;

/// What is read of the ties between a viewer and somebody two or three steps away.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// Shared acquaintances, and the same with each divided by his ties (resource allocation).
    pub mutuals: f32,
    pub allocation: f32,
    /// Walks of three steps, each divided by the ties of both between (walk), or by their root (three).
    pub walk: f32,
    pub three: f32,
    /// Ties of the other.
    pub ties: f32,
    /// How many of those are recent, fading.
    pub recent: f32,
    /// Same place of work or study in the same months; other things in common. Rare places weigh more.
    pub together: f32,
    pub common: f32,
}

/// What is read of the viewer himself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Around {
    /// At least one.
    pub ties: f32,
    /// How many of his ties' pairs are tied.
    pub clustering: f32,
}

/// One weight for each sign, in the sign's own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights(pub [f32; SIGNS]);

impl Default for Weights {
    /// For a network too small to teach: the prior, in the units that middling networks have.
    fn default() -> Self {
        let mut weights = [0.0; SIGNS];
        for (weight, sign) in weights.iter_mut().zip(&PRIOR) {
            *weight = sign.prior / sign.usual;
        }
        Self(weights)
    }
}

/// What is believed of a sign before anything is learned, per usual deviation, and how far learning may go.
struct Prior {
    prior: f32,
    usual: f32,
    least: f32,
    most: f32,
}

const fn prior(prior: f32, usual: f32, least: f32, most: f32) -> Prior {
    Prior { prior, usual, least, most }
}

/// In the order of [`signs`]. Walks and shared people may never count against somebody, and of the rest none may
/// shout the others down: networks change, and what was learned last month must not be absurd the next.
const PRIOR: [Prior; SIGNS] = [
    prior(0.5, 1.5, 0.0, 3.0),
    prior(1.0, 1.0, 0.0, 3.0),
    prior(0.5, 1.0, 0.0, 3.0),
    prior(0.0, 1.0, -0.5, 1.0),
    prior(0.0, 0.5, -0.7, 0.7),
    prior(0.0, 0.1, -0.7, 0.7),
    prior(0.0, 0.5, -0.7, 0.7),
    prior(0.0, 0.5, -0.7, 0.7),
    prior(0.0, 0.5, -0.7, 0.7),
    prior(0.0, 1.5, -0.7, 0.7),
    prior(0.0, 1.0, -0.7, 0.7),
    prior(0.0, 1.0, -0.7, 0.7),
    prior(0.0, 0.1, -0.7, 0.7),
    prior(0.0, 1.0, 0.0, 3.0),
    prior(0.6, 0.4, 0.0, 3.0),
    prior(0.3, 0.4, 0.0, 3.0),
];

/// The signs: logarithms of what is seen, and the main ones again with what is around the viewer.
#[must_use]
pub fn signs(around: Around, seen: Seen) -> [f32; SIGNS] {
    let allocation = log(seen.allocation + 0.001);
    let walk = log(seen.walk + 0.001);
    let three = log(seen.three / around.ties + 0.001);
    let ties = log(seen.ties + 1.0);
    let clustering = around.clustering;
    let size = log(around.ties) - 2.0;
    let known = if seen.mutuals > 0.0 { 1.0 } else { 0.0 };
    let alike = seen.mutuals / (around.ties + seen.ties - seen.mutuals + 5.0);
    [
        allocation,
        walk,
        three,
        ties,
        known,
        alike,
        allocation * clustering,
        walk * clustering,
        ties * clustering,
        allocation * size,
        walk * size,
        ties * size,
        seen.allocation / around.ties.sqrt(),
        log(seen.recent + 0.05),
        seen.together,
        seen.common,
    ]
}

impl Weights {
    /// How likely, for comparing candidates of one viewer; the number itself means nothing.
    #[must_use]
    pub fn score(&self, signs: &[f32; SIGNS]) -> f32 {
        self.0.iter().zip(signs).map(|(weight, sign)| weight * sign).sum()
    }
}

/// The weights as one viewer has them, for a first look at very many: walks alone, and as many ties for all.
#[derive(Clone, Copy, Debug)]
pub struct Glance {
    allocation: f32,
    walk: f32,
    three: f32,
    known: f32,
    linear: f32,
    per_tie: f32,
}

impl Glance {
    #[must_use]
    pub fn of(weights: &Weights, around: Around) -> Self {
        let Weights([allocation, walk, three, _, known, _, allocation_in, walk_in, _, allocation_by, walk_by, ..]) =
            *weights;
        let Weights([.., linear, _, _, _]) = *weights;
        let size = log(around.ties) - 2.0;
        Self {
            allocation: allocation + allocation_in * around.clustering + allocation_by * size,
            walk: walk + walk_in * around.clustering + walk_by * size,
            three,
            known,
            linear: linear / around.ties.sqrt(),
            per_tie: 1.0 / around.ties,
        }
    }

    /// As [`Weights::score`], but for a constant and for what only a close look shows.
    #[must_use]
    pub fn score(&self, seen: &Seen) -> f32 {
        self.allocation * log(seen.allocation + 0.001)
            + self.walk * log(seen.walk + 0.001)
            + self.three * log(seen.three * self.per_tie + 0.001)
            + self.linear * seen.allocation
            + if seen.mutuals > 0.0 { self.known } else { 0.0 }
    }
}

/// The weight that a suggestion loses by having been shown and passed over: nothing twice, then more each time.
#[must_use]
pub fn fading(times_passed_over: u32) -> f32 {
    let beyond = u16::try_from(times_passed_over.saturating_sub(2)).unwrap_or(u16::MAX);
    2.0 * f32::from(beyond)
}

/// How much a shared place says by its size: a small office much, a town little.
#[must_use]
pub fn rarity(people: usize) -> f32 {
    let people = f32::from(u16::try_from(people).unwrap_or(u16::MAX));
    2.0 / (2.0 + log(1.0 + people))
}

/// Natural logarithm, within 0.05, from the bits of the number.
#[expect(clippy::as_conversions, reason = "the bits of a float are spread over its range, which is the trick")]
#[must_use]
pub fn log(number: f32) -> f32 {
    (number.to_bits() as f32 * 1.192_092_9e-7 - 126.94) * std::f32::consts::LN_2
}

/// Ties of one member that were hidden, among those who might have been taken for them.
#[derive(Clone, Debug)]
pub struct Lesson {
    pub hidden: Vec<[f32; SIGNS]>,
    /// The others, each with how many unseen ones it stands for.
    pub others: Vec<([f32; SIGNS], f32)>,
}

impl Lesson {
    fn all(&self) -> impl Iterator<Item = &[f32; SIGNS]> {
        self.hidden.iter().chain(self.others.iter().map(|(signs, _)| signs))
    }
}

const ROUNDS: u16 = 150;
/// How strongly weights are held near the prior.
const CAUTION: f32 = 0.03;

/// The weights under which the hidden ties are likeliest among the others: a conditional logit, by Adam's method.
#[must_use]
pub fn learn(lessons: &[Lesson]) -> Weights {
    if lessons.len() < 20 {
        return Weights::default();
    }
    let deviation = deviations(lessons);
    let mut weights = PRIOR.map(|sign| sign.prior);
    let mut slope_mean = [0.0_f32; SIGNS];
    let mut slope_square = [0.0_f32; SIGNS];
    for round in 1..=ROUNDS {
        let slopes = slopes(lessons, &weights, &deviation);
        let (fade, fade_square) = (1.0 - 0.9_f32.powi(i32::from(round)), 1.0 - 0.99_f32.powi(i32::from(round)));
        for sign in 0..SIGNS {
            let (Some(weight), Some(mean), Some(square), Some(prior), Some(slope)) = (
                weights.get_mut(sign),
                slope_mean.get_mut(sign),
                slope_square.get_mut(sign),
                PRIOR.get(sign),
                slopes.get(sign),
            ) else {
                continue;
            };
            let slope = slope + CAUTION * (*weight - prior.prior);
            *mean = 0.9 * *mean + 0.1 * slope;
            *square = 0.99 * *square + 0.01 * slope * slope;
            *weight -= 0.1 * (*mean / fade) / ((*square / fade_square).sqrt() + 1e-8);
            *weight = weight.clamp(prior.least, prior.most);
        }
    }
    let mut learned = [0.0; SIGNS];
    for ((slot, weight), deviation) in learned.iter_mut().zip(&weights).zip(&deviation) {
        *slot = weight / deviation;
    }
    Weights(learned)
}

/// How much each sign varies; a sign that does not vary keeps its usual unit, and so its prior.
fn deviations(lessons: &[Lesson]) -> [f32; SIGNS] {
    let mut mean = [0.0_f64; SIGNS];
    let mut square = [0.0_f64; SIGNS];
    let mut count = 0.0_f64;
    for signs in lessons.iter().flat_map(Lesson::all) {
        count += 1.0;
        for ((mean, square), sign) in mean.iter_mut().zip(&mut square).zip(signs) {
            *mean += f64::from(*sign);
            *square += f64::from(*sign) * f64::from(*sign);
        }
    }
    let mut deviations = PRIOR.map(|sign| sign.usual);
    for ((slot, mean), square) in deviations.iter_mut().zip(&mean).zip(&square) {
        let variance = square / count - (mean / count) * (mean / count);
        if variance > 1e-6 {
            *slot = narrow(variance.sqrt());
        }
    }
    deviations
}

#[expect(clippy::as_conversions, reason = "rounding to the nearest single is what is wanted")]
const fn narrow(number: f64) -> f32 {
    number as f32
}

/// The slope of the loss: what the weights expect of the signs, less what the hidden ties show. Members count alike.
fn slopes(lessons: &[Lesson], weights: &[f32; SIGNS], deviation: &[f32; SIGNS]) -> [f32; SIGNS] {
    let mut slopes = [0.0_f32; SIGNS];
    let unit = Weights(std::array::from_fn(|sign| {
        weights.get(sign).copied().unwrap_or(0.0) / deviation.get(sign).copied().unwrap_or(1.0)
    }));
    for lesson in lessons {
        lesson.add_slopes(&unit, &mut slopes);
    }
    let members = f32::from(u16::try_from(lessons.len()).unwrap_or(u16::MAX)).max(1.0);
    for (slope, deviation) in slopes.iter_mut().zip(deviation) {
        *slope /= deviation * members;
    }
    slopes
}

impl Lesson {
    fn add_slopes(&self, unit: &Weights, slopes: &mut [f32; SIGNS]) {
        let scores: Vec<f32> = self.all().map(|signs| unit.score(signs)).collect();
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        let stands_for = self.hidden.iter().map(|_| 1.0).chain(self.others.iter().map(|(_, stands_for)| *stands_for));
        let chances: Vec<f32> =
            scores.iter().zip(stands_for).map(|(score, stands_for)| (score - highest).exp() * stands_for).collect();
        let others: f32 = chances.iter().skip(self.hidden.len()).sum();
        let each = 1.0 / f32::from(u16::try_from(self.hidden.len()).unwrap_or(u16::MAX));
        // Each hidden tie is held against all others, and not against the other hidden ones.
        let hidden = chances.iter().take(self.hidden.len());
        let share: f32 = hidden.clone().map(|chance| each / (others + chance)).sum();
        let of_hidden = hidden.map(|chance| each * (chance / (others + chance) - 1.0));
        let of_others = chances.iter().skip(self.hidden.len()).map(|chance| share * chance);
        for (signs, surplus) in self.all().zip(of_hidden.chain(of_others)) {
            if surplus.abs() > 1e-7 {
                for (slope, sign) in slopes.iter_mut().zip(signs) {
                    *slope += surplus * sign;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Around, Lesson, SIGNS, Seen, Weights, fading, learn, log, rarity, signs};

    const AROUND: Around = Around { ties: 20.0, clustering: 0.3 };

    fn seen(allocation: f32, walk: f32) -> [f32; SIGNS] {
        signs(AROUND, Seen { mutuals: allocation * 10.0, allocation, walk, ties: 10.0, ..Seen::default() })
    }

    #[test]
    fn the_quick_logarithm_is_near_and_grows() {
        for number in [0.001_f32, 0.3, 1.0, 7.0, 90_000.0] {
            assert!((log(number) - number.ln()).abs() < 0.05, "{number}");
            assert!(log(number * 1.01) > log(number));
        }
    }

    #[test]
    fn before_anything_is_learned_more_in_common_is_likelier() {
        let weights = Weights::default();
        assert!(weights.score(&seen(1.0, 0.2)) > weights.score(&seen(0.1, 0.2)));
        assert!(weights.score(&seen(0.1, 0.4)) > weights.score(&seen(0.1, 0.2)));
        assert_eq!(learn(&[]), weights);
    }

    #[test]
    fn a_network_where_walks_tell_teaches_so() {
        let lesson = |n: u16| Lesson {
            hidden: vec![seen(0.1, 1.0 + f32::from(n) / 100.0)],
            others: (1..40_u16).map(|other| (seen(f32::from(other) / 10.0, 0.1), 1.0)).collect(),
        };
        let lessons: Vec<_> = (0..50).map(lesson).collect();
        let learned = learn(&lessons);
        assert!(learned.score(&seen(0.1, 1.5)) > learned.score(&seen(3.0, 0.1)));
        assert_eq!(learned, learn(&lessons), "the same lessons teach the same");
    }

    #[test]
    fn what_was_passed_over_three_times_fades() {
        assert!(fading(2) == 0.0 && fading(3) > 0.0 && fading(9) > fading(3));
        assert!(rarity(3) > rarity(3000));
    }
}
