// A large file is read while one looks on: the bar's script asks how far it is, shows that, and opens the page anew at the end.

import { strictEqual } from 'node:assert';

import { joins } from '../people.mjs';

export const says = 'while a file is read the bar moves by itself, and at the end the page says what came of it';
export const looks = 'one';

const PEOPLE = 20_000;

function connections() {
  const rows = ['First Name,Last Name,URL,Email Address,Company,Position,Connected On'];
  for (let number = 0; number < PEOPLE; number += 1) {
    rows.push(`Numero,Provetta ${number},https://www.linkedin.com/in/provetta-${number},,Bottega ${number},Falegname,01 Jan 2019`);
  }
  return { name: 'Connections.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) };
}

export async function tell({ person }) {
  const ada = await joins(person, 'Ada');
  const { page } = ada;
  // The script is told this, until we let it hear the server: how quick a machine is must not matter.
  let told = { percent: 42, head: 'Quarantadue su cento', running: true };
  const asked = (route) => (told ? route.fulfill({ json: told }) : route.continue());
  await page.route('**/imports/*/progress', asked);
  await ada.visit('/import');
  await ada.sends('/imports', { file: connections() });
  await ada.sees('[data-progress]');
  await page.locator('#percent', { hasText: /^42$/ }).waitFor();
  strictEqual(await page.locator('progress').evaluate((bar) => bar.value), 42);
  strictEqual(await page.locator('#far').innerText(), 'Quarantadue su cento');
  await ada.looksGood('import-running');
  told = { percent: 77, head: 'Messaggi e inviti', running: true };
  await page.locator('#percent', { hasText: /^77$/ }).waitFor();
  strictEqual(await page.locator('progress').evaluate((bar) => bar.value), 77);
  strictEqual(await page.locator('#far').innerText(), 'Messaggi e inviti');

  told = null;
  await page.locator('section:not([data-progress]) progress[value="100"]').waitFor({ timeout: 90_000 });
  strictEqual(await page.locator('#far').innerText(), '20.000 persone');
  strictEqual(await page.locator('form[action$="/removal"]').count(), 1);
}
