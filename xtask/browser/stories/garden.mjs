// The main job from end to end: somebody joins, brings an archive, sees a garden, tends, invites, both plant the tie, and
// she takes everything along and leaves.
//
// In five looks and not in all sixteen: a telling takes a quarter of a minute, so the other eleven would cost the suite more
// than two minutes, and no page here does a thing that needs three settings together.

import { strictEqual, ok } from 'node:assert';
import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';

import { unzipped, zipped } from '../archive.mjs';
import { PASSWORD, joins } from '../people.mjs';

export const says = 'an archive becomes a garden, an invitation a tie in both, and everything can be taken away';
export const looks = 'ends';

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

/** Puts somebody of those who wait for a bed into the first own choice of beds, by the box beside the name. */
async function plants(one, name) {
  await one.visit('/garden');
  await one.follows('/garden/unplanted');
  const box = one.page.locator('form[method=post][action="/garden/unplanted"] li').filter({ hasText: name }).locator('input[type=checkbox]');
  await box.first().check();
  await one.page.locator('#bed').selectOption({ index: 1 });
  await one.page.locator('form[method=post][action="/garden/unplanted"] button.btn').first().click();
  await one.page.waitForLoadState();
  await one.visit('/garden');
}

/** A note, a moment, a rhythm, how close: each by its form, and each is there afterwards. */
async function tends(one) {
  const person = (await one.page.locator('form[action$="/note"]').first().getAttribute('action')).replace(/\/note$/, '');
  const back = one.path().split('?')[0];
  await one.unfolds(`${person}/note`);
  await one.sends(`${person}/note`, { notes: 'Ama il basilico' });
  await one.unfolds(`${person}/moments`);
  await one.sends(`${person}/moments`, { kind: 'called', text: 'Al telefono, del tetto' });
  await one.sends(`${person}/rhythm`, { cadence_days: '30' });
  await one.sends(`${person}/closeness`, { closeness: '4' });
  strictEqual(one.path().split('?')[0], back, 'tending leads back to the person');
  await one.sees(/Ama il basilico/);
  await one.sees(/Al telefono, del tetto/);
  strictEqual(await one.page.locator('#t-rhythm').inputValue(), '30');
  strictEqual(await one.page.locator('#t-closeness').inputValue(), '4');
  return person;
}

/** Fetches the archive as a browser does, and gives what is in it. */
async function fetches(one) {
  const file = one.page.locator('a[href$="/file"]').first();
  for (let tries = 0; tries < 200 && await file.count() === 0; tries += 1) await one.visit('/export');
  const [download] = await Promise.all([one.page.waitForEvent('download'), file.click()]);
  const { names, text } = unzipped(await readFile(await download.path()));

  return { names, archive: JSON.parse(text('pergola.json')) };
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

  await ada.visit('/garden');
  await ada.follows('/garden/unplanted');
  await ada.looksGood('unplanted');
  const known = await ada.page.locator('.plants.boxes li a').first().innerText();
  await plants(ada, known);
  await ada.sees('.bed-pic');
  await ada.looksGood('garden');

  await ada.page.locator('.plants a').filter({ hasText: known }).first().click();
  await ada.page.waitForLoadState();
  await ada.looksGood('card');
  const number = await tends(ada);
  await ada.visit(number);
  await ada.looksGood('tending');
  await ada.visit('/garden');
  await ada.sees('.bed-pic');

  const bruno = await joins(person, 'Bruno');
  await ada.visit('/people');
  await ada.looksGood('people');
  await ada.visit('/@bruno');
  await ada.looksGood('person-stranger');
  await ada.follows('/@bruno/invite');
  await ada.looksGood('invite');
  await ada.sends('/@bruno/invite', { kind: 'worked', organisation: 'Mulino', from: '2019' });

  await bruno.visit('/today');
  await bruno.follows('/invitations');
  await bruno.looksGood('invitations');
  const acceptance = await bruno.page.locator('form[action$="/acceptance"]').first().getAttribute('action');
  await bruno.sends(acceptance);
  await bruno.looksGood('person-tied');
  for (const [one, other] of [[ada, 'Bruno Prova'], [bruno, 'Ada Prova']]) {
    await plants(one, other);
    await one.sees('.bed-pic');
    await one.page.locator('.plants a').filter({ hasText: other }).first().waitFor();
    await one.page.locator('.bed-pic').filter({ hasText: other.split(' ')[0] }).first().waitFor({ state: 'attached' });
  }
  await bruno.looksGood('garden-tied');

  await ada.visit('/settings');
  await ada.looksGood('settings');
  await ada.visit('/profile');
  await ada.looksGood('profile');
  await ada.visit('/settings');
  await ada.follows('/export');
  await ada.sends('/exports');
  await ada.looksGood('export');
  const { names, archive } = await fetches(ada);
  ok(names.some((name) => name.endsWith('.vcf')) && names.some((name) => name.endsWith('.csv')), names.join(', '));
  strictEqual(archive.account.handle, 'ada');
  ok(archive.ties.some((tie) => tie.handle === 'bruno'), 'the tie is in the archive');
  ok(JSON.stringify(archive).includes('Ama il basilico'), 'so is the note');

  await ada.visit('/settings');
  await ada.unfolds('/settings/leaving');
  await ada.sends('/settings/leaving', { password: PASSWORD });
  await ada.looksGood('leaving');
  // Until the day that is shown she can change her mind.
  await ada.sees('form[action="/settings/staying"]');
  await ada.visit('/today');
  await ada.sees('main .note.care');
}
