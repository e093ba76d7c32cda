// Who runs the server brings a file for somebody, and takes an archive out, at the command line: with the program itself, on
// the files of a server that was stopped for it. He copies the network while people use it, and puts the copy into another
// folder; has the API described; and starts the town of the demo, which says where it is and who one can be there.

import { match, ok, strictEqual } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { unzipped } from '../archive.mjs';
import { joins } from '../people.mjs';
import { startServer } from '../server.mjs';

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

  await copies(server);
  await describes(server);
  await startsTheDemo(server);
}

async function copies(server) {
  const [copy, elsewhere, out] = ['copy.db', 'elsewhere', 'again.zip'].map((name) => join(server.folder, name));
  const made = await server.runs(['backup', '--out', copy]);
  strictEqual(made.code, 0, made.err);
  match(made.out, /copy\.db holds everything, \d+ bytes, checked/);
  const over = await server.runs(['restore', copy]);
  strictEqual(over.code, 1, 'a network that is there is not written over');
  match(over.err, /there is a network in .* already/);
  const put = await server.runs(['restore', copy, '--data', elsewhere]);
  strictEqual(put.code, 0, put.err);
  const taken = await server.runs(['export', '--member', 'ada', '--out', out, '--data', elsewhere]);
  strictEqual(taken.code, 0, taken.err);
  const { contacts } = JSON.parse(unzipped(await readFile(out)).text('pergola.json'));
  ok(contacts.some(({ family }) => family === 'Cieloverde'), 'the copy has what was there');
}

async function describes(server) {
  const { code, out, err } = await server.runs(['openapi']);
  strictEqual(code, 0, err);
  const description = JSON.parse(out);
  match(description.openapi, /^3\./);
  ok(description.paths['/api/v1/me'].get, 'it describes the API');
  const served = await fetch(`${server.origin}/api/v1/openapi.json`);
  strictEqual(JSON.stringify(await served.json()), JSON.stringify(description), 'and the server says the same');
}

async function startsTheDemo(server) {
  const demo = await startServer(server.program, ['demo']);
  try {
    for (let left = 100; left > 0 && !/^Password: /m.test(demo.logged()); left -= 1) {
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    const said = demo.logged();
    match(said, /^Pergola listens on http:\/\/127\.0\.0\.1:\d+/m);
    const password = /^Password: (.+)$/m.exec(said)[1];
    const people = [...said.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, handle]) => handle);
    strictEqual(people.length, 3, said);
    for (const login of people) {
      const body = JSON.stringify({ login, password, name: 'demo' });
      const answer = await fetch(`${demo.origin}/api/v1/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      strictEqual(answer.status, 201, `${login} signs in`);
    }
  } finally {
    await demo.stop();
  }
}
