// Somebody in front of a browser: their own cookies, their own language, one page at a time.
//
// Pages are found by address, forms by where they send to, fields by name: never by a sentence, as each story is told in
// two languages.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AssertionError } from 'node:assert';

import axe from 'axe-core/axe.min.js';

const PATIENCE_MS = 20_000;

export class Person {
  /** Opens a browser window of their own for them. */
  static async arrives(name, { browser, server, look, shots }) {
    const context = await browser.newContext({
      baseURL: server.origin,
      viewport: look.viewport,
      colorScheme: look.colorScheme,
      locale: look.locale,
      // Plants do not move while we look at them.
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const person = new Person({ name, context, page, devtools, server, look, shots });
    await person.#scripts(look.scripts);
    person.#watch();
    return person;
  }

  constructor(parts) {
    Object.assign(this, parts);
    this.mishaps = [];
  }

  /** Opens a page; another status than the one expected is a failure. */
  async visit(path, { status = 200 } = {}) {
    const response = await this.page.goto(path);
    expectStatus(`GET ${path}`, response, status);
  }

  /** Fills the fields of the form that sends to `action` and sends it with its first button. */
  async sends(action, fields = {}, { status = 200, button } = {}) {
    const form = this.form(action);
    for (const [name, value] of Object.entries(fields)) await fill(form, name, value);
    const send = button ? form.locator(button) : form.locator('button:not([type=button]), input[type=submit]').first();
    const [response] = await Promise.all([
      this.page.waitForResponse((answer) => answer.request().isNavigationRequest() && !isRedirect(answer)),
      send.click(),
    ]);
    await this.page.waitForLoadState();
    expectStatus(`the form to ${action}`, response, status);
  }

  /** The form that sends to `action`. */
  form(action) {
    return this.page.locator(`form[action="${action}"]`).first();
  }

  /** Opens what the form that sends to `action` is folded into, as one does by its summary. */
  async unfolds(action) {
    const folded = this.page.locator(`details:not([open]):has(form[action="${action}"])`);
    while (await folded.count() > 0) await folded.first().locator('summary').first().click();
  }

  /** Follows the first visible link to `path`. */
  async follows(path) {
    await this.page.locator(`a[href="${path}"]`).filter({ visible: true }).first().click();
    await this.page.waitForURL((url) => url.pathname + url.search === path);
  }

  /** Waits until a text or a locator (Playwright's words, such as `h1`) can be seen. */
  async sees(what) {
    const found = what instanceof RegExp ? this.page.getByText(what) : this.page.locator(what);
    await found.filter({ visible: true }).first().waitFor();
  }

  /** The text for the language of this telling. */
  says(texts) {
    return texts[this.look.language];
  }

  path() {
    const url = new URL(this.page.url());
    return url.pathname + url.search;
  }

  /** No accessibility fault that axe can find, nothing wider than the window, and a picture for human eyes. */
  async looksGood(name) {
    await this.fits();
    await this.axe();
    await this.shot(name);
  }

  /** No sideways scrolling. */
  async fits() {
    const { wide, window } = await this.page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      window: document.documentElement.clientWidth,
    }));
    if (wide > window) fail(`${this.path()} is ${wide} px wide in a window of ${window} px`);
  }

  /**
   * Asks axe. It is handed over by the debugger and not by a script tag: the page's own policy forbids inline scripts,
   * and a trial that switched the policy off would not notice when the page breaks it. What is folded is opened for it, and
   * folded again: a form behind a summary is a form.
   */
  async axe() {
    await this.#scripts(true);
    const folded = await this.page.locator('details:not([open])').elementHandles();
    const turn = (open) => Promise.all(folded.map((details) => details.evaluate((one, to) => { one.open = to; }, open)));
    await turn(true);
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() =>
      globalThis.axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }));
    await turn(false);
    await this.#scripts(this.look.scripts);
    if (violations.length > 0) fail(`axe finds on ${this.path()}:\n${violations.map(sentence).join('\n')}`);
  }

  /** Takes a picture of the whole page, where somebody will look at it. */
  async shot(name) {
    if (!this.shots) return;
    await mkdir(this.shots, { recursive: true });
    await this.page.screenshot({ path: join(this.shots, `${name}.${this.look.name}.png`), fullPage: true });
  }

  async leaves() {
    await this.context.close();
  }

  /**
   * Playwright's own switch (`javaScriptEnabled: false`) would also stop axe, which waits on promises; ours can be
   * turned for the moment of asking. What the page did not run when it loaded, it does not run then either.
   */
  async #scripts(on) {
    await this.devtools.send('Emulation.setScriptExecutionDisabled', { value: !on });
  }

  /** Notes what no story asks about and none may have: broken scripts, broken policy, faults, and calls elsewhere. */
  #watch() {
    const note = (text) => this.mishaps.push(`${this.name}: ${text}`);
    this.page.on('pageerror', (error) => note(`a script failed: ${error.message}`));
    this.page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) note(message.text());
    });
    this.page.on('response', (response) => {
      if (response.status() >= 500) note(`${response.status()} from ${response.url()}`);
    });
    this.page.on('request', (request) => {
      const url = request.url();
      if (/^https?:/.test(url) && !url.startsWith(`${this.server.origin}/`)) note(`the page asked for ${url}`);
    });
  }
}

async function fill(form, name, value) {
  const fields = form.locator(`[name="${name}"]`).filter({ visible: true });
  // A file field may be drawn by its label alone.
  const field = (await fields.count()) > 0 ? fields.first() : form.locator(`[name="${name}"]`).first();
  const kind = await field.evaluate((element) => element.type ?? element.tagName);
  if (kind === 'radio') await form.locator(`[name="${name}"][value="${value}"]`).check();
  else if (kind === 'checkbox') await field.setChecked(value);
  else if (kind === 'file') await field.setInputFiles(value);
  else if (kind.startsWith('select')) await field.selectOption(value);
  else await field.fill(value);
}

function isRedirect(response) {
  return response.status() >= 300 && response.status() < 400;
}

function expectStatus(what, response, status) {
  const answer = response?.status();
  if (answer !== status) fail(`${what} answers ${answer}, not ${status}`);
}

function sentence({ id, help, nodes }) {
  const places = nodes.slice(0, 5).map(({ target, failureSummary }) =>
    `    ${target.join(' ')}\n      ${failureSummary.split('\n').slice(1).map((line) => line.trim()).join('; ')}`);
  const more = nodes.length > 5 ? `\n    and ${nodes.length - 5} more` : '';
  return `  ${id}: ${help}\n${places.join('\n')}${more}`;
}

/** An assertion, so that the runner prints it without a stack of its own. */
function fail(message) {
  throw new AssertionError({ message, stackStartFn: fail });
}
