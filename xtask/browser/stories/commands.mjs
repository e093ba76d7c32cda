// Who runs the server brings a file for somebody, and takes an archive out, at the command line: with the program itself, on
// the files of a server that was stopped for it.

import { match, ok, strictEqual } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { unzipped } from '../archive.mjs';
import { joins } from '../people.mjs';

export const says = 'a file that the command line brings is in the garden, and in the archive that it takes out';
export const looks = 'one';

const FILE = fileURLToPath(new URL('../../../crates/pergola-formats/tests/files/linkedin-complete/Collegamenti.csv', import.meta.url));

export async function tell({ person, server }) {
  const ada = await joins(person, 'Ada');
  await ada.page.goto('about:blank');
  const out = join(server.folder, 'ada.zip');
  const words = join(server.folder, 'words.txt');
  await writeFile(words, 'just some words');
  const [brought, again, taken, nobody, unknown, unsaid] = await server.meanwhile([
    ['import', FILE, '--member', 'ada'],
    ['import', FILE, '--member', 'ada'],
    ['export', '--member', 'ada', '--out', out],
    ['export', '--member', 'nobody', '--out', out],
    ['import', words, '--member', 'ada'],
    ['import', FILE],
  ]);
  strictEqual(brought.code, 0, brought.err);
  match(brought.out, /^Collegamenti\.csv:8: an empty row$/m);
  match(brought.out, /^read \d+, taken [1-9]\d*, unchanged \d+, not taken [1-9]\d*$/m);
  strictEqual(again.code, 0, again.err);
  match(again.out, /^read \d+, taken 0, /m);
  strictEqual(taken.code, 0, taken.err);
  match(taken.out, /ada\.zip: \d+ bytes/);
  const { names, text } = unzipped(await readFile(out));
  ok(names.some((name) => name.endsWith('.vcf')), names.join(', '));
  const archive = JSON.parse(text('pergola.json'));
  strictEqual(archive.account.handle, 'ada');
  ok(archive.contacts.some(({ given, family }) => `${given} ${family}` === 'Maria Cieloverde'), 'who was brought is in the archive');
  strictEqual(nobody.code, 1);
  match(nobody.err, /^pergola: there is no member `nobody` here$/m);
  strictEqual(unknown.code, 1);
  match(unknown.err, /^pergola: I cannot read this file\./m);
  strictEqual(unsaid.code, 2, 'what is missing is said by the manual');
  match(unsaid.err, /--member/);

  await ada.visit('/garden/unplanted');
  await ada.sees('main a[href^="/contacts/"]');
  await ada.sees(/Maria Cieloverde/);
}
