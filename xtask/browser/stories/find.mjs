// From a word to a person three steps away, and to the question that leads there.

import { finds, joins, opens, posts, tied } from '../people.mjs';

export const says = 'somebody three steps away is found by what she does, with the way to her, and an introduction is asked for';
export const looks = 'ends';

const steps = (number) => ({ it: new RegExp(`${number} passi da te`), en: new RegExp(`${number} steps from you`) });

async function tells(one, headline, place) {
  await one.visit('/profile');
  await one.sends('/profile', { headline, place });
}

export async function tell({ person }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const carla = await joins(person, 'Carla');
  const dora = await joins(person, 'Dora');
  await tied(ada, bruno, 'Mulino');
  await tied(bruno, carla, 'Cartiera');
  await tied(carla, dora, 'Fornace');
  await tells(dora, 'ceramista, forni a legna', 'Torino');
  await tells(bruno, 'ceramisti li conosco tutti', 'Ancona');
  await posts(carla, 'offer', 'Smalti per ceramica, spiegati con calma', 'ceramica');

  // The box of every page leads here; an empty question gets no empty page.
  await ada.visit('/search');
  await ada.looksGood('search-empty');
  await finds(ada, '/search?q=ceramiste', 'a[href="/@dora"]');
  await ada.sees(ada.says(steps(3)));
  await ada.sees('.via a[href="/@bruno"]');
  await ada.sees('.via a[href="/@carla"]');
  await ada.sees('mark');
  await ada.looksGood('search');

  // Narrowed to three steps, and let go again.
  await ada.page.locator('details.filters').evaluate((folded) => { folded.open = true; });
  await ada.page.locator('input[name="distance"][value="3"]').check();
  await Promise.all([
    ada.page.waitForURL((url) => url.searchParams.get('distance') === '3'),
    ada.page.locator('form.facets button[type="submit"]').click(),
  ]);
  await ada.page.locator('main a[href="/@bruno"].name').waitFor({ state: 'detached' });
  await ada.looksGood('search-narrowed');
  await ada.page.locator('.chips a.chip').first().click();
  await ada.sees('a.name[href="/@bruno"]');

  // Around Turin; who knows about it, with what shows it; nothing at all; something that cannot be looked for.
  await ada.visit('/search?q=ceramiste&place=Moncalieri&radius_km=25');
  await ada.sees('a.name[href="/@dora"]');
  await finds(ada, '/search?q=ceramica&kind=knows', 'a.name[href="/@carla"]');
  await ada.sees(ada.says({ it: /Offre: «/, en: /Offers: “/ }));
  await ada.looksGood('search-knows');
  await ada.visit('/search?q=astrofisica');
  await ada.looksGood('search-nothing');
  await ada.visit('/search?q=di+per', { status: 422 });
  await ada.sees('.err-sum');
  await ada.looksGood('search-refused');

  // The way leads to the question.
  await ada.visit('/search?q=ceramiste&sort=match');
  const asked = await opens(ada, '/requests/new?to=dora');
  if (!asked.endsWith('through=bruno,carla')) throw new Error(`the way is not the one that was shown: ${asked}`);
  await ada.sends('/requests', { message: 'Vorrei vedere come cuoce la terra.' });
  await ada.sees('h1');

  // Whom she blocked is not there, at once.
  await ada.visit('/@dora/block');
  await ada.sends('/@dora/block');
  await ada.visit('/search?q=ceramiste');
  if (await ada.page.locator('main a[href="/@dora"]').count() > 0) throw new Error('a blocked person is found');
}
