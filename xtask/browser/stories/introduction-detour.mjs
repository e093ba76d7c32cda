// A path that leads nowhere is not the only one, and who would rather not be introduced by somebody says so to nobody.

import { daysPass, joins, opens, tied, words } from '../people.mjs';

export const says = 'a connector knows her too little, no way this time, the next path; "not by her" is kept in private and taken back';
export const looks = 'ends';

export async function tell({ person, server }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const carla = await joins(person, 'Carla');
  const dora = await joins(person, 'Dora');
  for (const [one, other] of [[ada, bruno], [ada, carla], [bruno, dora], [carla, dora]]) await tied(one, other);
  const asks = async (through) => {
    await opens(ada, `/requests/new?to=dora&through=${through}`);
    await ada.sends('/requests', { message: 'Vorrei vedere come cuoce la terra.' });
    return ada.path().split('?')[0];
  };
  const reads = async (one, path) => {
    await one.visit(path);
    return words(one);
  };

  // Bruno does not know Dora well enough. Ada reads what she read before, and four weeks later that there was no way.
  await ada.visit('/@dora/paths');
  const first = await asks('bruno');
  const underWay = await reads(ada, first);
  await bruno.visit('/inbox');
  await opens(bruno, first);
  await bruno.sends(`${first}/unfamiliarity`);
  await bruno.visit(first);
  if ((await bruno.form(`${first}/forwarding`).count()) > 0) throw new Error('Bruno can still pass it on');
  await bruno.looksGood('request-unfamiliar');
  if ((await reads(ada, first)) !== underWay) throw new Error('Ada reads that Bruno did not pass it on');
  await daysPass(server, [ada, bruno, carla, dora], 29);
  await ada.visit(first);
  await ada.sees(ada.says({ it: /questa volta non c’è modo/, en: /no way this time/ }));
  await ada.looksGood('request-no-way');

  // The next path is Carla’s, who passes it on.
  await ada.follows('/@dora/paths');
  const second = await asks('carla');
  await carla.visit(second);
  await carla.sends(`${second}/forwarding`, { words: 'Dora, Ada è attenta.' });

  // Dora would rather not be introduced by Carla: to all others it is as if she had said nothing yet.
  await dora.visit('/inbox');
  const introduction = await opens(dora, '/introductions/');
  const pages = async () => [await reads(ada, second), await reads(carla, second)].join('\n');
  const before = await pages();
  await dora.visit(introduction);
  await dora.sends(`${introduction}/answer`, { answer: 'never_by' });
  if ((await pages()) !== before) throw new Error('others read that Dora would rather not be introduced by Carla');
  await dora.visit('/introductions');
  await dora.follows('/introductions/avoided');
  await dora.sees('main a[href="/@carla"]');
  await dora.looksGood('introductions-avoided');
  await dora.sends('/introductions/avoided/carla/removal');
  if ((await dora.page.locator('main a[href="/@carla"]').count()) > 0) throw new Error('what was taken back still stands');
  await dora.looksGood('introductions-avoided-none');
}
