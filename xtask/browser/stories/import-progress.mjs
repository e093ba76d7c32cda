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

/** What the server says of an import at one moment. */
function moment(percent, head, place, people) {
  const says = ['Connections.csv', people, 'nessun momento', 'niente'];
  const stages = says.map((text, at) => ({ class: at < place ? '' : at === place ? 'now' : 'next', says: text }));
  return { title: 'Leggo il file', lead: `Sono al ${percent} per cento`, percent, head, stages, running: true };
}

/** The page shows all of it. */
async function shows({ page }, told) {
  await page.locator('#percent', { hasText: new RegExp(`^${told.percent}$`) }).waitFor();
  strictEqual(await page.locator('progress').evaluate((bar) => bar.value), told.percent);
  strictEqual(await page.locator('#far').innerText(), told.head);
  strictEqual(await page.locator('h1').innerText(), told.title);
  strictEqual(await page.locator('.page-head p').innerText(), told.lead);
  const stages = page.locator('.states li');
  for (const [at, stage] of told.stages.entries()) {
    strictEqual(await stages.nth(at).getAttribute('class') ?? '', stage.class);
    strictEqual(await stages.nth(at).locator('p').last().innerText(), stage.says);
  }
}

export async function tell({ person }) {
  const ada = await joins(person, 'Ada');
  const { page } = ada;
  // The script is told this, until we let it hear the server: how quick a machine is must not matter.
  let told = moment(42, '8400 persone', 1, '8400 persone');
  const asked = (route) => (told ? route.fulfill({ json: told }) : route.continue());
  await page.route('**/imports/*/progress', asked);
  await ada.visit('/import');
  await ada.sends('/imports', { file: connections() });
  await ada.sees('[data-progress]');
  await shows(ada, told);
  await ada.looksGood('import-running');
  told = moment(77, 'Messaggi e inviti', 2, '20.000 persone');
  await shows(ada, told);

  told = null;
  await page.locator('section:not([data-progress]) progress[value="100"]').waitFor({ timeout: 90_000 });
  strictEqual(await page.locator('#far').innerText(), '20.000 persone');
  strictEqual(await page.locator('form[action$="/removal"]').count(), 1);
}
