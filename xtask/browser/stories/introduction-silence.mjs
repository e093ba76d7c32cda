// Silence ends like a no. Of two introductions one is answered with yes and no, the other with yes and nothing; fourteen days
// later nobody who looks at both can tell which is which.

import { daysPass, joins, tied, words } from '../people.mjs';

export const says = 'one says no, another says nothing, fourteen days pass, and the two look alike to everybody else';
export const looks = 'ends';

const WHY = 'Vi intendereste: lavorate tutte e due il legno.';

/** What a page says, with the names of the second four in place of the first: the pairs are Ada with Bruno, Carla with Dora. */
async function told(one, path) {
  await one.visit(path);
  const text = await words(one);
  const alike = text.replace(/Carla Prova/g, 'Ada Prova').replace(/Dora Prova/g, 'Bruno Prova').replace(/Carla/g, 'Ada').replace(/Dora/g, 'Bruno');
  return alike.replace(/\bCP\b/g, 'AP').replace(/\bDP\b/g, 'BP').replace(/\d{1,2}[.:]\d{2}/g, 'hour');
}

function alike(what, one, other) {
  if (one !== other) throw new Error(`${what} tells a no from silence:\n${one}\n${other}`);
}

async function proposes(maria, first, second) {
  await maria.visit(`/introductions/new?first=${first}&second=${second}`);
  await maria.sends('/introductions', { first_why: WHY, second_why: WHY });
  return maria.path().split('?')[0];
}

export async function tell({ person, server }) {
  const maria = await joins(person, 'Maria');
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const carla = await joins(person, 'Carla');
  const dora = await joins(person, 'Dora');
  const all = [maria, ada, bruno, carla, dora];
  for (const other of all.slice(1)) await tied(maria, other, 'Mulino');
  const refused = await proposes(maria, 'ada', 'bruno');
  const silent = await proposes(maria, 'carla', 'dora');
  for (const [one, path, answer] of [[ada, refused, 'yes'], [bruno, refused, 'no'], [carla, silent, 'yes']]) {
    await one.visit(path);
    await one.sends(`${path}/answer`, { answer });
  }
  await dora.visit(silent);
  await dora.looksGood('introduction-not-answered');
  alike('who introduces, at once,', await told(maria, refused), await told(maria, silent));
  alike('who said yes, at once,', await told(ada, refused), await told(carla, silent));

  // A week later they still look alike; only who said nothing yet is reminded, once.
  await daysPass(server, all, 8);
  alike('who introduces, a week later,', await told(maria, refused), await told(maria, silent));
  alike('who said yes, a week later,', await told(ada, refused), await told(carla, silent));

  // After fourteen days both are closed, by themselves.
  await daysPass(server, all, 7);
  const closed = await told(maria, silent);
  alike('who introduced', await told(maria, refused), closed);
  await maria.looksGood('introduction-closed');
  if (/ha detto|said (yes|no)/i.test(closed)) throw new Error(`who introduced reads who said what: ${closed}`);
  alike('who said yes', await told(ada, refused), await told(carla, silent));
  await carla.looksGood('introduction-closed-asked');
  for (const page of ['/notices', '/inbox', '/introductions']) alike(page, await told(ada, page), await told(carla, page));
  await maria.visit('/introductions');
  await maria.looksGood('introductions-closed');
  await dora.visit(silent);
  await dora.looksGood('introduction-closed-silent');
  for (const [one, path] of [[maria, silent], [ada, refused], [bruno, refused], [carla, silent], [dora, silent]]) {
    await one.visit(path);
    if ((await one.form(`${path}/answer`).count()) > 0) throw new Error(`${one.name} can still answer`);
    if ((await one.page.locator('main a[href^="/conversations/"]').count()) > 0) throw new Error('a conversation is there');
  }
}
