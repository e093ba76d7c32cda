// How far somebody is, through whose hands, whom both know, who else: four people in a row and a fifth beside them, as each may see it.

import { finds, joins, tied } from '../people.mjs';

export const says = 'two and three steps away, the warmest way there and another, people in common, and somebody one may know';
export const looks = 'ends';

const steps = (number) => ({ it: new RegExp(`${number} passi da te`), en: new RegExp(`${number} steps from you`) });

export async function tell({ person }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const carla = await joins(person, 'Carla');
  const dora = await joins(person, 'Dora');
  await tied(ada, bruno, 'Mulino');
  await tied(bruno, carla, 'Cartiera');
  await tied(carla, dora, 'Fornace');
  const elena = await joins(person, 'Elena');
  await tied(ada, elena, '', 'event');
  await tied(elena, carla, 'Segheria');

  // Two steps: the distance, whom both know, the way; of two ways the warmer first, and of each the lightest step.
  await ada.visit('/@carla');
  await ada.sees(ada.says(steps(2)));
  await ada.sees('aside a[href="/@bruno"]');
  await ada.looksGood('person-two-steps');
  await ada.follows('/@carla/paths');
  await ada.sees('ol.path a[href="/@bruno"]');
  await ada.sees(ada.says({ it: /conosciuti qui: Cartiera/, en: /met at Cartiera/ }));
  await ada.sees('ol.path .tendril');
  await ada.sees('ol.path .link .label');
  const other = ada.page.locator('section[aria-labelledby="others"] li', { has: ada.page.locator('.via') }).first();
  for (const says of [
    ada.says({ it: /il passo più leggero/, en: /the lightest step/ }),
    ada.says({ it: /conosciuti a un incontro/, en: /met at an event/ }),
  ]) await other.getByText(says).first().waitFor();
  await other.locator('a[href="/requests/new?to=carla&through=elena"]').waitFor();
  await ada.looksGood('paths');

  // All whom both know have a page of their own, which counts them.
  await ada.visit('/@carla/mutuals');
  await ada.sees('main a[href="/@bruno"]');
  await ada.sees('main a[href="/@elena"]');
  await ada.sees(ada.says({ it: /^Due persone/, en: /^Two people/ }));
  await ada.looksGood('mutuals');

  // Three steps, through two pairs of hands; from the other end it is as far.
  await ada.visit('/@dora/paths');
  await ada.sees(ada.says(steps(3)));
  await ada.sees('ol.path a[href="/@bruno"]');
  await ada.sees('ol.path a[href="/@carla"]');
  await ada.looksGood('paths-three');
  await dora.visit('/@ada');
  await dora.sees(dora.says(steps(3)));

  // A list of people says how far each is.
  await finds(ada, '/search?q=prova', 'a[href="/@dora"]');
  await ada.sees(ada.says(steps(2)));
  await ada.looksGood('people-near');

  // Somebody she may know, with the reason: on Oggi, while one settles in, and on a page of its own; put aside, and gone.
  for (const [path, name] of [['/today', 'suggestions-today'], ['/welcome/step', 'suggestions-welcome']]) {
    await ada.visit(path);
    await ada.sees('main a[href="/@carla"]');
    await ada.sees(ada.says({ it: /conoscete tutti e due Bruno Prova/, en: /you both know Bruno Prova/ }));
    await ada.looksGood(name);
  }
  await ada.visit('/suggestions');
  await ada.sees('a[href="/@carla"]');
  await ada.sees(ada.says({ it: /conoscete tutti e due Bruno Prova/, en: /you both know Bruno Prova/ }));
  await ada.looksGood('suggestions');
  await ada.sends('/suggestions/carla/dismissal');
  await ada.page.locator('main a[href="/@carla"]').waitFor({ state: 'detached' });
  await ada.looksGood('suggestions-less');

  // Whom she knows at a place, and through whom.
  await carla.visit('/profile');
  await carla.page.locator('details:has(form[action="/profile/positions"])').first().evaluate((folded) => { folded.open = true; });
  await carla.sends('/profile/positions', { organisation: 'Cartiera', title: 'carta a mano', from: '2018' });
  await ada.visit('/@carla');
  await ada.page.locator('aside a[href^="/organisations/"]').first().click();
  await ada.page.waitForURL((url) => url.pathname.startsWith('/organisations/'));
  await ada.sees('a[href="/@carla"]');
  await ada.sees('.via a[href="/@bruno"]');
  await ada.looksGood('organisation');

  // Who does not want to be named between others is on no way, though it is no farther: there is the other one, and then none.
  const namedNoMore = async (one) => {
    await one.visit('/settings');
    await one.sends('/settings/sharing', { connector: false });
    await ada.visit('/@carla/paths');
    await ada.sees(ada.says(steps(2)));
    if ((await ada.page.locator(`main a[href="/@${one.handle}"]`).count()) > 0) throw new Error(`${one.name} is still named`);
  };
  await namedNoMore(bruno);
  await ada.sees('ol.path a[href="/@elena"]');
  await namedNoMore(elena);
  await ada.sees(ada.says({ it: /Nessun percorso noto/, en: /No known path yet/ }));
  await ada.looksGood('paths-none');
}
