// After a meeting each is asked one question, and each finds the moment in her own garden: in the town of the demo, where Livia
// and Maria took a walk the day before yesterday, with all else that a town has planned.

import { later, signsIn } from '../people.mjs';

export const says = 'after a walk each is asked how it was, and the moment stands in both gardens';
export const looks = 'ends';
export const words = ['demo'];

/** The page of the walk, by the list of meetings. The program looks every few seconds whether something is over. */
async function opensIt(one, other) {
  const link = one.page.locator('section[aria-labelledby="untold"] a[href^="/meetings/"]').filter({ hasText: other }).first();
  for (let looks = 0; looks < 60; looks += 1) {
    await one.visit('/meetings');
    if (await link.isVisible()) break;
    await link.waitFor({ timeout: 500 }).catch(() => {});
  }
  const path = await link.getAttribute('href');
  await one.looksGood('meetings-held');
  await one.visit(path);
  return path;
}

export async function tell({ person }) {
  const livia = await signsIn(person, 'Livia');
  const maria = await signsIn(person, 'Maria');
  const path = await opensIt(livia, 'Maria');
  await livia.looksGood('meeting-how');
  await livia.sends(`${path}/outcome`, { next: 'nothing', words: '' }, { status: 422 });
  await livia.sees('.err-sum');
  await livia.looksGood('meeting-how-wrong');
  await livia.sends(`${path}/outcome`, { good: 'yes', next: 'nothing', words: 'La luce delle cinque sui portici.' });
  await livia.sees('.private');
  await livia.looksGood('meeting-told');

  // What one told stands in her own story; the other finds the walk in hers, without these words.
  await livia.visit('/@maria');
  await livia.sees(/La luce delle cinque sui portici/);
  await livia.looksGood('meeting-moment');
  await opensIt(maria, 'Livia');
  await maria.visit('/@livia');
  await maria.sees(/Giardini Margherita/);
  const read = await maria.page.locator('main').innerText();
  if (read.includes('La luce delle cinque')) throw new Error('Maria reads what Livia told for herself');
  await maria.looksGood('meeting-moment-other');

  // What else the town has planned: an event that one comes to, days in another place that somebody told.
  await livia.visit('/today');
  await livia.sees(/Caffè tra falegnami/);
  await livia.looksGood('meeting-today');
  await livia.visit('/events');
  await livia.looksGood('events-town');
  const event = await livia.page.locator('main a[href^="/events/"]').filter({ hasText: 'falegnami' }).first().getAttribute('href');
  await livia.visit(event);
  await livia.looksGood('event-town');
  await livia.sends(`${event}/comments`, { text: 'Porto un campione di **larice**.' });
  await livia.sees(/Porto un campione/);
  await livia.looksGood('event-comments');
  await livia.visit('/stays');
  await livia.looksGood('stays');
  await livia.sends('/stays', { place: 'Ancona', from: later(3), until: later(5), words: 'Per il museo.' });
  await livia.looksGood('stay');
}
