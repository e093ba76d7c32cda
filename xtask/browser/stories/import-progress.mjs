// A large file is dropped on the form and read while one looks on: the bar's script asks how far it is, shows that, and
// opens the page anew at the end.

import { deepStrictEqual, strictEqual } from 'node:assert';

import { joins } from '../people.mjs';

export const says = 'a file is dropped on the form; while it is read the bar moves by itself, and at the end the page says what came of it';
export const looks = 'one';

const PEOPLE = 20_000;

function connections() {
  const rows = ['First Name,Last Name,URL,Email Address,Company,Position,Connected On'];
  for (let number = 0; number < PEOPLE; number += 1) {
    rows.push(`Numero,Provetta ${number},https://www.linkedin.com/in/provetta-${number},,Bottega ${number},Falegname,01 Jan 2019`);
  }
  return { name: 'Connections.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) };
}

/** Drags a file over the form and lets go of it there, as a hand does: the form shows that it takes it, then holds it. */
async function drops(form, { name, mimeType, buffer }) {
  const page = form.page();
  const carried = await page.evaluateHandle(([name, type, text]) => {
    const all = new DataTransfer();
    all.items.add(new File([text], name, { type }));
    return all;
  }, [name, mimeType, buffer.toString()]);
  const over = () => form.evaluate((element) => element.classList.contains('over'));
  await form.dispatchEvent('dragover', { dataTransfer: carried });
  strictEqual(await over(), true, 'the form shows that it would take the file');
  await form.dispatchEvent('dragleave', { dataTransfer: carried });
  strictEqual(await over(), false, 'and no more, when the hand goes on');
  await form.dispatchEvent('dragover', { dataTransfer: carried });
  await form.dispatchEvent('drop', { dataTransfer: carried });
  strictEqual(await over(), false);
  const held = await form.locator('input[type=file]').evaluate(({ files }) => [...files].map((file) => [file.name, file.size]));
  deepStrictEqual(held, [[name, buffer.length]]);
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
  await drops(ada.form('/imports'), connections());
  await ada.sends('/imports');
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
