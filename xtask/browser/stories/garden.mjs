// The main job from end to end: somebody joins, brings an archive, sees a garden, tends, invites, and may leave again.

import { fileURLToPath } from 'node:url';

import { zipped } from '../archive.mjs';
import { PASSWORD, joins } from '../people.mjs';

export const says = 'an archive becomes a garden, an invitation a tie, and everything can be taken away';
export const looks = 'pairs';

const ARCHIVE = fileURLToPath(new URL('../../../crates/pergola-formats/tests/files/linkedin-complete', import.meta.url));

/** Reads the page of the import again until the file is read. */
async function readThrough(one) {
  const path = one.path().split('?')[0];
  for (let tries = 0; tries < 2_000; tries += 1) {
    const answer = await one.context.request.get(`${path}/progress`);
    const { running } = await answer.json();
    if (!running) return path;
  }
  throw new Error('the archive is never read through');
}

export async function tell({ person }) {
  const ada = await joins(person, 'Ada');
  await ada.visit('/today');
  await ada.looksGood('today-new');

  await ada.visit('/import');
  await ada.looksGood('import');
  await ada.sends('/imports', { file: await zipped(ARCHIVE) });
  const path = await readThrough(ada);
  await ada.visit(path);
  await ada.looksGood('import-done');

  await ada.visit('/garden/unplanted');
  await ada.looksGood('unplanted');
  await ada.page.locator('input[type=checkbox][name^="person-"]').first().check();
  await ada.page.locator('#bed').selectOption({ index: 1 });
  await ada.page.locator('form[method=post][action="/garden/unplanted"] button.btn').first().click();
  await ada.page.waitForLoadState();
  await ada.visit('/garden');
  await ada.sees('.bed-pic');
  await ada.looksGood('garden');

  const first = await ada.page.locator('.plants a').first().getAttribute('href');
  await ada.visit(first);
  await ada.looksGood('card');
  const number = await ada.page.locator('form[action$="/note"]').first().getAttribute('action');
  await ada.visit(number.replace(/\/note$/, ''));
  await ada.looksGood('tending');

  const bruno = await joins(person, 'Bruno');
  await ada.visit('/people');
  await ada.looksGood('people');
  await ada.visit('/@bruno');
  await ada.looksGood('person-stranger');
  await ada.follows('/@bruno/invite');
  await ada.looksGood('invite');
  await ada.sends('/@bruno/invite', { kind: 'worked', organisation: 'Mulino', from: '2019' });

  await bruno.visit('/invitations');
  await bruno.looksGood('invitations');
  const acceptance = await bruno.page.locator('form[action$="/acceptance"]').first().getAttribute('action');
  await bruno.sends(acceptance);
  await bruno.looksGood('person-tied');
  for (const [one, other] of [[ada, 'Bruno'], [bruno, 'Ada']]) {
    await one.visit('/garden/unplanted');
    await one.sees(new RegExp(`${other} Prova`));
  }

  await ada.visit('/settings');
  await ada.looksGood('settings');
  await ada.visit('/profile');
  await ada.looksGood('profile');
  await ada.visit('/export');
  await ada.sends('/exports');
  await ada.looksGood('export');
  await ada.visit('/settings');
  await ada.page.locator('details:has(form[action="/settings/leaving"])').first().evaluate((folded) => { folded.open = true; });
  await ada.sends('/settings/leaving', { password: PASSWORD });
  await ada.looksGood('leaving');
}
