// How a page may be looked at: on a phone or a desk, by day or night, in Italian or English, with scripts or without.

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
const LANGUAGES = { it: 'it-IT', en: 'en-GB' };

function look(size, scheme, language, scripts) {
  return {
    name: [size, scheme, language, ...(scripts ? [] : ['noscript'])].join('-'),
    viewport: SIZES[size],
    colorScheme: scheme,
    language,
    locale: LANGUAGES[language],
    scripts,
  };
}

/** All sixteen. */
export const ALL = ['phone', 'desktop'].flatMap((size) =>
  ['light', 'dark'].flatMap((scheme) =>
    ['it', 'en'].flatMap((language) => [true, false].map((scripts) => look(size, scheme, language, scripts)))));

/**
 * Five of them in which every two settings meet at least once: a fault that needs three settings together is rare, and
 * the sixteen take three times as long.
 */
export const PAIRS = [
  look('phone', 'light', 'it', true),
  look('phone', 'dark', 'en', false),
  look('desktop', 'light', 'en', false),
  look('desktop', 'dark', 'it', false),
  look('desktop', 'dark', 'en', true),
];

/**
 * Two that differ in everything: each setting is seen, and neither has one with the other. Eight such pairs make up the sixteen;
 * stories are dealt them in turn, so that all sixteen are seen in a run and none of the stories five times.
 */
function ends(turn) {
  const first = ALL.slice(0, ALL.length / 2);
  const one = first[(turn * 3) % first.length];
  const other = ALL.find(({ viewport, colorScheme, language, scripts }) =>
    viewport !== one.viewport && colorScheme !== one.colorScheme && language !== one.language && scripts !== one.scripts);
  return [one, other];
}

/** One, for what does not depend on how it is looked at. */
export const ONE = [look('desktop', 'light', 'it', true)];

/** What a story asks for: 'all', 'pairs', 'ends' (nothing said: this) or 'one'; `turn` is its place among the stories. */
export function chosen(looks = 'ends', turn = 0) {
  const found = { all: () => ALL, pairs: () => PAIRS, ends: () => ends(turn), one: () => ONE }[looks];
  if (!found) throw new Error(`looks: '${looks}' is none of 'all', 'pairs', 'ends', 'one'`);
  return found();
}
