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
  const mails = join(folder, 'mails');
  const child = spawn(program, [...words, '--data', join(folder, 'data'), '--listen', '127.0.0.1:0'], {
    env: { ...ownEnvironment(), PERGOLA_MAIL_FOLDER: mails, PERGOLA_LIMITS: 'relaxed' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = new Server(child, folder, mails);
  try {
    server.origin = await server.address();
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
  constructor(child, folder, mails) {
    this.child = child;
    this.folder = folder;
    this.mailFolder = mails;
    this.said = '';
    this.ended = new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => { this.said += text; });
    }
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

  async stop() {
    this.child.kill('SIGTERM');
    const patience = setTimeout(() => this.child.kill('SIGKILL'), 12_000);
    await this.ended;
    clearTimeout(patience);
    await rm(this.folder, { recursive: true, force: true });
  }
}
