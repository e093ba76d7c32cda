// The server under trial: a real one, on a free port, with a folder of its own that goes when it goes.
//
// Everything that these stories need to know about starting Pergola is in this file.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LISTENS = /Pergola listens on (http:\/\/\S+)/;
const PATIENCE_MS = 60_000;

/** Starts `pergola serve` (or the command in `words`) with test settings, once it says where it listens. */
export async function startServer(program, words = ['serve']) {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-browser-'));
  const server = new Server(program, words, folder);
  try {
    await server.starts('127.0.0.1:0');
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Ours, without any setting of Pergola: the stories must not depend on who runs them. */
function ownEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PERGOLA_')));
}

class Server {
  constructor(program, words, folder) {
    this.program = program;
    this.words = words;
    this.folder = folder;
    this.mailFolder = join(folder, 'mails');
    this.daysAhead = 0;
    this.said = '';
    this.all = '';
  }

  settings() {
    return { PERGOLA_MAIL_FOLDER: this.mailFolder, PERGOLA_LIMITS: 'relaxed', PERGOLA_CLOCK_AHEAD_DAYS: String(this.daysAhead) };
  }

  async starts(listen) {
    this.all += this.said;
    this.said = '';
    this.child = spawn(this.program, [...this.words, '--data', join(this.folder, 'data'), '--listen', listen], {
      env: { ...ownEnvironment(), ...this.settings() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { child } = this;
    this.ended = new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => { this.said += text; });
    }
    this.origin = await this.address();
  }

  /**
   * Days go by: the server stops and starts anew on what it kept, at the same address, with its clock so many days later. Let
   * nobody look at a page of it meanwhile (`daysPass` of `people.mjs` sees to that).
   */
  async daysPass(days) {
    await this.ends();
    this.daysAhead += days;
    await this.starts(new URL(this.origin).host);
  }

  /** Runs another command of the program on the same folder, while nothing is served, then serves again. Gives what came of it. */
  async meanwhile(commands) {
    await this.ends();
    const outcomes = [];
    for (const words of commands) outcomes.push(await this.runs(words));
    await this.starts(new URL(this.origin).host);
    return outcomes;
  }

  /** Runs another command of the program, on the same folder unless it names one or needs none. Gives what came of it. */
  async runs(words) {
    const own = words.includes('--data') || words[0] === 'openapi' ? [] : ['--data', join(this.folder, 'data')];
    const child = spawn(this.program, [...words, ...own], {
      env: { ...ownEnvironment(), ...this.settings() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const outcome = { code: null, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => { outcome.out += text; });
    child.stderr.setEncoding('utf8').on('data', (text) => { outcome.err += text; });
    outcome.code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return outcome;
  }

  /** Whether a text lies in any file of its data folder, as who took the disk away would find it. */
  async keeps(text) {
    const wanted = Buffer.from(text);
    for (const entry of await readdir(join(this.folder, 'data'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath ?? entry.path, entry.name)).catch(() => Buffer.alloc(0));
      if (bytes.includes(wanted)) return true;
    }
    return false;
  }

  /** Everything that it wrote into its log, since its first start. */
  logged() {
    return this.all + this.said;
  }

  /** What it printed last. */
  log(lines = 12) {
    return this.said.trimEnd().split('\n').slice(-lines).join('\n');
  }

  async address() {
    let timer;
    const said = new Promise((resolve) => {
      timer = setInterval(() => { if (LISTENS.test(this.said)) resolve(); }, 10);
    });
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, 'too slow').unref());
    const wrong = await Promise.race([said, this.ended, late]);
    clearInterval(timer);
    if (wrong) throw new Error(`the server did not start (${wrong}):\n${this.log()}`);
    return LISTENS.exec(this.said)[1].replace(/\/$/, '');
  }

  /** The mails written so far, each as one text, oldest first. */
  async mails() {
    const names = await readdir(this.mailFolder).catch(() => []);
    return Promise.all(names.sort().map((name) => readFile(join(this.mailFolder, name), 'utf8')));
  }

  async ends() {
    this.child.kill('SIGTERM');
    const patience = setTimeout(() => this.child.kill('SIGKILL'), 12_000);
    await this.ended;
    clearTimeout(patience);
  }

  async stop() {
    await this.ends();
    await rm(this.folder, { recursive: true, force: true });
  }
}
