// Tells every story of `stories/` in every look it asks for, each against a server of its own, two at a time.
//
//   node run.mjs [--only NAME] [--looks WHICH] [--shots DIR] [--no-shots] [--workers N] [--list]
//
// `cargo xtask browser` sets PERGOLA_TEST_SERVER and PERGOLA_TEST_CHROMIUM and runs this. The last line, "N passed,
// M failed", is read by `cargo xtask test`.

import { rm, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { chromium } from 'playwright-core';

import { chosen } from './looks.mjs';
import { Person } from './person.mjs';
import { startServer } from './server.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LONGEST_MS = 180_000;
// The sandbox needs rights that containers do not give; the only pages opened here are our own. The rest keeps Chromium
// from calling home: a trial talks to the server under trial and to nobody else.
const CHROMIUM = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    looks: { type: 'string' },
    shots: { type: 'string', default: join(HERE, 'shots') },
    'no-shots': { type: 'boolean', default: false },
    workers: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
  },
});

/** Every story in every look, as `{ name, look, says, tell, words }`. */
async function tellings() {
  const files = (await readdir(join(HERE, 'stories'))).filter((file) => file.endsWith('.mjs')).sort();
  const all = [];
  for (const [turn, file] of files.entries()) {
    const { says, looks, words, tell } = await import(`./stories/${file}`);
    for (const look of chosen(wider(looks), turn)) all.push({ name: `${file.replace('.mjs', '')} · ${look.name}`, says, look, words, tell });
  }
  return all.filter(({ name }) => name.includes(options.only));
}

/** What the story asks for, or what was asked of all stories, but of those that look the same in every look. */
function wider(looks) {
  return options.looks && looks !== 'one' ? options.looks : looks;
}

/** Tells one story once; throws when something is not as told. */
async function tell(telling, browser) {
  const server = await startServer(required('PERGOLA_TEST_SERVER'), telling.words);
  const people = [];
  const stage = { browser, server, look: telling.look, shots: options['no-shots'] ? null : options.shots };
  const person = async (name) => {
    people.push(await Person.arrives(name, stage));
    return people.at(-1);
  };
  try {
    await inTime(telling.tell({ person, server, look: telling.look }));
    const mishaps = people.flatMap(({ mishaps }) => mishaps);
    if (!telling.words) mishaps.push(...named(server.logged()));
    if (mishaps.length > 0) throw new Error(`beside the story:\n${mishaps.map((mishap) => `  ${mishap}`).join('\n')}`);
  } catch (error) {
    error.where = await photograph(telling, people);
    error.log = server.log();
    throw error;
  } finally {
    await Promise.all(people.map((one) => one.leaves().catch(() => {})));
    await server.stop();
  }
}

/** Lines of the log that name somebody: people of the stories, their addresses, their password. A demo greets with names. */
function named(log) {
  return log.split('\n').filter((line) => /@example\.com|Prova|telaio/.test(line)).map((line) => `the log names somebody: ${line}`);
}

/** Shows where everybody stood when it went wrong. */
async function photograph(telling, people) {
  const names = [];
  for (const { name, page } of people) {
    const path = join(options.shots, 'failed', `${telling.name.replace(' · ', '.')}.${name}.png`);
    if (await page.screenshot({ path, fullPage: true }).catch(() => null)) names.push(`${page.url()} ${path}`);
  }
  return names;
}

function inTime(story) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(reject, LONGEST_MS, new Error(`still being told after ${LONGEST_MS / 1000} s`));
  });
  return Promise.race([story, late]).finally(() => clearTimeout(timer));
}

function required(name) {
  if (process.env[name]) return process.env[name];
  throw new Error(`${name} is not set: run \`cargo xtask browser\``);
}

function indented(text) {
  return text.split('\n').map((line) => `    ${line}`).join('\n');
}

const queue = await tellings();
if (options.list) {
  for (const { name, says } of queue) console.log(`${name}: ${says}`);
  process.exit();
}
if (queue.length === 0) {
  console.error(`no story has '${options.only}' in its name`);
  process.exit(1);
}
await rm(join(options.shots, 'failed'), { recursive: true, force: true });
const browser = await chromium.launch({ executablePath: required('PERGOLA_TEST_CHROMIUM'), args: CHROMIUM });
let passed = 0;
let failed = 0;

async function work() {
  for (let telling = queue.shift(); telling; telling = queue.shift()) {
    const start = performance.now();
    const took = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
    try {
      await tell(telling, browser);
      passed += 1;
      console.log(`ok      ${telling.name}: ${telling.says} (${took()})`);
    } catch (error) {
      failed += 1;
      const text = error.name === 'AssertionError' ? error.message : error.stack;
      console.log(`FAILED  ${telling.name}: ${telling.says} (${took()})\n${indented(text)}`);
      for (const where of error.where ?? []) console.log(`    at ${where}`);
      if (error.log) console.log(`    the server said last:\n${indented(indented(error.log))}`);
    }
  }
}

await Promise.all(Array.from({ length: Number(options.workers) }, work));
await browser.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
