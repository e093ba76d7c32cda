// Somebody leaves for good. Fifteen days later nothing of hers is on any page or in any file, a card that another made by hand is
// still his, and her name is free again.

import { ok, strictEqual } from 'node:assert';

import { PASSWORD, daysPass, joins, posts, tied } from '../people.mjs';

export const says = 'she leaves, fifteen days pass, and she is nowhere: not on a page, not in a file';
export const looks = 'ends';

const ASK = 'Cerco chi ripari una pergola di castagno';
const NOTE = 'Ama il basilico genovese';
const OTHERS_NOTE = 'Le piacciono le ortensie';
const BY_HAND = 'Quella del mulino';

/** Writes a note about a tie, for oneself. */
async function notes(one, other, text) {
  await one.visit(`/@${other.handle}`);
  const action = await one.page.locator('form[action$="/note"]').first().getAttribute('action');
  await one.unfolds(action);
  await one.sends(action, { notes: text });
}

/** Looks again until the server has erased whose time has come: it does so soon after its start. */
async function until(what, holds) {
  for (const began = Date.now(); Date.now() - began < 20_000;) if (await holds()) return;
  throw new Error(`never: ${what}`);
}

export async function tell({ person, server }) {
  const bruno = await joins(person, 'Bruno');
  const ada = await joins(person, 'Ada');
  await tied(ada, bruno, 'Mulino');
  const ask = await posts(ada, 'ask', ASK, 'castagno');
  await notes(ada, bruno, NOTE);
  await notes(bruno, ada, OTHERS_NOTE);
  await bruno.visit('/contacts/new');
  await bruno.sends('/contacts', { name: BY_HAND });
  await bruno.visit(ask);
  await bruno.sees(new RegExp(ASK));
  ok(await server.keeps(NOTE) && await server.keeps(ASK), 'as long as she is here it is kept');

  await ada.visit('/settings');
  await ada.unfolds('/settings/leaving');
  await ada.sends('/settings/leaving', { password: PASSWORD });
  await ada.visit('/settings');
  await ada.looksGood('leaving-day');

  // Thirteen days later she could still stay.
  await daysPass(server, [ada, bruno], 13);
  await ada.visit('/settings');
  await ada.sees('form[action="/settings/staying"]');
  await bruno.visit('/@ada');

  await daysPass(server, [ada, bruno], 2);
  await until('her page is gone', async () => (await bruno.context.request.get('/@ada')).status() === 404);
  for (const path of ['/@ada', ask]) await bruno.visit(path, { status: 404 });
  await bruno.looksGood('erased');
  for (const path of ['/board', '/people', '/notices']) {
    await bruno.visit(path);
    const text = await bruno.page.locator('main').innerText();
    ok(!text.includes(ASK) && !text.includes('Ada Prova'), `${path} still tells of her`);
  }

  // The card that he made by hand is his; what he noted of the tie went with it.
  await bruno.visit('/garden/unplanted');
  await bruno.sees(new RegExp(BY_HAND));
  ok(!(await bruno.page.locator('main').innerText()).includes('Ada Prova'), 'her plant is gone from his garden');

  // She is signed out, and nobody is known by her password.
  await ada.visit('/today');
  strictEqual(ada.path().split('?')[0], '/sign-in');
  await ada.sends('/sign-in', { login: 'ada', password: PASSWORD }, { status: 422 });
  await ada.looksGood('erased-sign-in');
  await until('her words are in no file of the server', async () =>
    !(await server.keeps(NOTE)) && !(await server.keeps(ASK)) && !(await server.keeps(OTHERS_NOTE)) && !(await server.keeps('ada@example.com')));

  // The name is free: who takes it now has nothing of hers.
  const other = await joins(person, 'Ada');
  await other.visit('/garden');
  ok(!(await other.page.locator('main').innerText()).includes('Bruno'), 'a new Ada knows nobody');
}
