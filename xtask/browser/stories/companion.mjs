// Who is new has one small step a day and somebody of flesh and blood beside them, and may do without either.

import { daysPass, joins, returns, words } from '../people.mjs';

export const says = 'a step tells where it comes from, is put off, is done; a newcomer is offered a godparent, asks, and either may decline';
export const looks = 'ends';

/** What can be done with the step on her day: the end of the address, as `done`. */
async function ends(one, how) {
  const form = one.page.locator(`.step form[action^="/companion/steps/"][action$="/${how}"]`);
  await one.sends(await form.getAttribute('action'));
}

/** The title of the step on her day, or none. */
async function step(one) {
  const title = one.page.locator('.step h2');
  return (await title.count()) > 0 ? title.innerText() : null;
}

/** Somebody who comes today, and lives where Carla lives. */
async function arrives(person, name) {
  const one = await joins(person, name);
  await one.visit('/profile');
  await one.sends('/profile', { place: 'Ancona' });
  return one;
}

export async function tell({ person, server }) {
  // Who came this week cannot go beside others yet; a month later she can.
  const carla = await arrives(person, 'Carla');
  await carla.visit('/godparents');
  await carla.sends('/godparents/me', {}, { button: 'button[value=yes]', status: 422 });
  await daysPass(server, [carla], 40);
  await returns(carla);
  await carla.visit('/godparents');
  await carla.looksGood('godparents-none');
  await carla.sends('/godparents/me', {}, { button: 'button[value=yes]' });
  await carla.sees('form[action="/godparents/me"] button[value=no]');

  // One step, with its source; not today means not today, and another only for who asks.
  const ada = await arrives(person, 'Ada');
  await ada.visit('/today');
  const first = await step(ada);
  await ada.page.locator('.step details.why-more summary').click();
  await ada.sees('.step details.why-more p');
  await ada.looksGood('step-source');
  await ends(ada, 'postponement');
  await ada.visit('/today');
  if (await step(ada)) throw new Error('there is a step after "not today"');
  await ada.looksGood('step-rest');
  await ada.sends('/companion/steps');
  const second = await step(ada);
  if (!second || second === first) throw new Error(`after "not today" comes ${second}`);
  await ends(ada, 'done');
  await ada.sees('.step-rest');
  await ada.sends('/companion/steps');
  const third = await step(ada);
  if (!third || [first, second].includes(third)) throw new Error(`after "already done" comes ${third}`);

  // The third step is somebody: Carla, who lives in the same place. She is asked, on her day too, and says yes.
  await ada.sees(/Carla Prova/);
  await ada.follows('/godparents');
  await ada.sees(ada.says({ it: /siete dello stesso posto/, en: /you live in the same place/ }));
  await ada.looksGood('godparents-offered');
  await ada.sends('/godparents/carla/asking', {}, { button: 'button[value=yes]' });
  await ada.sees('form[action="/godparents/carla/answer"]');
  await carla.visit('/today');
  // Her own step stays until she answers it; whoever waits for her comes right after, on the same day.
  await ends(carla, 'postponement');
  await carla.sees(/Ada Prova/);
  await carla.follows('/godparents');
  await carla.sees('a[href="/@ada"]');
  await carla.looksGood('godparents-asks');
  await carla.sends('/godparents/ada/answer', {}, { button: 'button[value=yes]' });
  await ada.visit('/notices');
  await ada.sees(ada.says({ it: /Carla Prova ti accompagna/, en: /Carla Prova goes beside you/ }));
  await ada.visit('/godparents');
  await ada.looksGood('godparents-beside');

  // Bruno asks too, and is told no: what he reads stays as it was.
  const bruno = await arrives(person, 'Bruno');
  await bruno.visit('/godparents');
  await bruno.sends('/godparents/carla/asking', {}, { button: 'button[value=yes]' });
  const reads = async () => {
    const pages = [];
    for (const page of ['/godparents', '/notices', '/inbox']) {
      await bruno.visit(page);
      pages.push(await words(bruno));
    }
    return pages.join('\n');
  };
  const asked = await reads();
  await carla.visit('/godparents');
  await carla.sends('/godparents/bruno/answer', {}, { button: 'button[value=no]' });
  if ((await carla.form('/godparents/bruno/answer').count()) > 0) throw new Error('Carla is still asked by Bruno');
  if ((await reads()) !== asked) throw new Error('Bruno reads that Carla said no');

  // Dora would rather not: Carla never hears that she was offered.
  const dora = await arrives(person, 'Dora');
  await carla.visit('/godparents');
  const before = await words(carla);
  await dora.visit('/godparents');
  await dora.sends('/godparents/carla/asking', {}, { button: 'button[value=no]' });
  if ((await dora.page.locator('#offered').count()) > 0) throw new Error('Dora is offered whom she let pass');
  await carla.visit('/godparents');
  if ((await words(carla)) !== before) throw new Error('Carla reads that Dora let her pass');

  // Either may end it.
  await ada.sends('/godparents/carla/answer', {}, { button: 'button[value=end]' });
  await carla.visit('/godparents');
  if ((await carla.page.locator('main a[href="/@ada"]').count()) > 0) throw new Error('Carla still goes beside Ada');
}
