// From a word typed into a box to a coffee that took place: what all of this is for, in one telling. Days go by in it.

import { daysPass, finds, joins, later, opens, tied } from '../people.mjs';

export const says = 'somebody three steps away is found, reached through two, met for a coffee, and the moment stands in both gardens';
export const looks = 'ends';

const steps = { it: /3 passi da te/, en: /3 steps from you/ };
const OWN_WORDS = { ada: 'Ha mani che pensano.', dora: 'Torna in aprile con i disegni.' };

/** She asks, and each of the two between passes it on with own words; the one who was looked for says yes. */
async function isIntroduced(ada, [bruno, carla], dora) {
  await ada.sends('/requests', { message: 'Vorrei vedere come cuoce la terra.' });
  const request = ada.path().split('?')[0];
  for (const [one, words] of [[bruno, 'Ada è attenta: te la consiglio.'], [carla, 'Dora, conosci chi conosco io. Ti va?']]) {
    await one.visit('/inbox');
    await opens(one, request);
    await one.sends(`${request}/forwarding`, { words });
  }
  await dora.visit('/inbox');
  const introduction = await opens(dora, '/introductions/');
  await dora.sends(`${introduction}/answer`, { answer: 'yes' });
  return request;
}

/** The meeting, by the list of those that are over: the program looks every few seconds whether one is. */
async function asksHowItWas(one, path) {
  await finds(one, '/meetings', `section[aria-labelledby="untold"] a[href="${path}"]`);
  await one.follows(path);
  await one.sees('fieldset#good');
}

export async function tell({ person, server, look }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const carla = await joins(person, 'Carla');
  const dora = await joins(person, 'Dora');
  await tied(ada, bruno, 'Mulino');
  await tied(bruno, carla, 'Cartiera');
  await tied(carla, dora, 'Fornace');
  await dora.visit('/profile');
  await dora.sends('/profile', { headline: 'ceramista, forni a legna', place: 'Torino' });

  // A word finds her, three steps away; the place stands among what one narrows by, with how many are there.
  await finds(ada, '/search?q=ceramista', 'a.name[href="/@dora"]');
  await ada.sees(ada.says(steps));
  await ada.page.locator('details.filters').evaluate((folded) => { folded.open = true; });
  await ada.page.locator('details.plainly:has(input[type="radio"][name="place"]) > summary').click();
  await ada.page.locator('input[type="radio"][name="place"][value="Torino"]').check();
  await ada.page.locator('select[name="radius_km"]').selectOption('25');
  await Promise.all([
    ada.page.waitForURL((url) => url.searchParams.getAll('place').includes('Torino')),
    ada.page.locator('form.facets button[type="submit"]').click(),
  ]);
  await ada.sees('a.name[href="/@dora"]');
  await ada.sees('.chips a.chip');
  await ada.looksGood('coffee-search');

  // Who could take her there.
  await ada.follows('/@dora');
  await ada.sees(ada.says(steps));
  await ada.follows('/@dora/paths');
  await ada.sees('ol.path a[href="/@bruno"]');
  await ada.sees('ol.path a[href="/@carla"]');
  await ada.looksGood('coffee-way');
  await opens(ada, '/requests/new?to=dora');
  const request = await isIntroduced(ada, [bruno, carla], dora);

  // Both said yes: they can write to each other.
  const conversation = await opens(dora, '/conversations/');
  await ada.visit(request);
  await opens(ada, '/introductions/');
  await opens(ada, '/conversations/');
  await dora.sends(`${conversation}/messages`, { text: 'Il forno si accende sabato.' });
  if (!look.scripts) await ada.visit(conversation);
  await ada.sees(/Il forno si accende sabato/);
  await ada.sends(`${conversation}/messages`, { text: 'Ci beviamo un caffè prima?' });
  await ada.looksGood('coffee-conversation');

  // A coffee: two times, one is picked.
  await ada.visit('/@dora');
  await ada.follows('/@dora/meet');
  await ada.sends('/@dora/meet', {
    kind: 'coffee',
    at: later(3, '10:00'),
    at2: later(4, '16:30'),
    zone: 'Europe/Rome',
    place: 'Caffè della Fornace, Torino',
    words: 'Porto i disegni.',
  });
  const meeting = ada.path().split('?')[0];
  await dora.visit('/inbox');
  await dora.follows(meeting);
  await dora.page.locator('input[name="slot"]').nth(1).check();
  await dora.page.locator(`form[action="${meeting}/acceptance"] button.btn`).click();
  await dora.page.waitForURL((url) => url.search.includes('done='));
  await dora.looksGood('coffee-agreed');
  await ada.visit('/@dora');
  const before = (await ada.page.locator('#story').allInnerTexts()).join(' ');
  if (before.includes('Caffè della Fornace')) throw new Error('what is still to come stands in the story already');

  // Five days later it has taken place. Each is asked one question, and tells for herself.
  await daysPass(server, [ada, bruno, carla, dora], 5);
  await asksHowItWas(ada, meeting);
  await ada.looksGood('coffee-how');
  await ada.sends(`${meeting}/outcome`, { good: 'yes', next: 'nothing', words: OWN_WORDS.ada });
  await ada.sees('.private');
  await asksHowItWas(dora, meeting);
  await dora.sends(`${meeting}/outcome`, { good: 'yes', next: 'again', words: OWN_WORDS.dora });
  await dora.sees('fieldset.times');

  // The moment stands in both gardens, with the own words alone.
  for (const [one, other] of [[ada, dora], [dora, ada]]) {
    await one.visit(`/@${other.handle}`);
    await one.sees(/Caffè della Fornace/);
    await one.sees(new RegExp(OWN_WORDS[one.handle]));
    const read = await one.page.locator('main').innerText();
    if (read.includes(OWN_WORDS[other.handle])) throw new Error(`${one.name} reads what ${other.name} told for herself`);
    await one.looksGood('coffee-moment');
    await one.visit('/garden');
    await one.looksGood('coffee-garden');
  }
}
