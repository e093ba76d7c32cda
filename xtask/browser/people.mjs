// What many stories begin with: people who have joined, know each other, and ask or offer something.

/** Of everybody who joins in a story, and of everybody in the town of the demo. */
export const PASSWORD = 'un telaio che tesse numeri';
const TOWN_PASSWORD = 'glicine in fiore';

/** Somebody joins and is signed in. The name in lower case is the handle. */
export async function joins(person, name) {
  const one = await person(name);
  const handle = name.toLowerCase();
  await one.visit('/join');
  await one.sends('/join', { name: `${name} Prova`, handle, email: `${handle}@example.com`, password: PASSWORD });
  if (one.path().startsWith('/sign-in')) {
    await one.sends('/sign-in', { login: handle, password: PASSWORD });
  }
  return Object.assign(one, { handle });
}

/** Somebody comes back who has been away for so long that they sign in again. */
export async function returns(one) {
  await one.visit('/sign-in');
  await one.sends('/sign-in', { login: one.handle, password: PASSWORD });
}

/** Somebody of the town of the demo signs in. */
export async function signsIn(person, name) {
  const one = await person(name);
  const handle = name.toLowerCase();
  await one.visit('/sign-in');
  await one.sends('/sign-in', { login: handle, password: TOWN_PASSWORD });
  return Object.assign(one, { handle });
}

/** One asks, the other says yes: they worked together, or met as `kind` says. */
export async function tied(one, other, organisation = '', kind = 'worked') {
  const address = `/@${other.handle}/invite`;
  await one.visit(address);
  await one.sends(address, { kind, organisation, from: '2019' });
  await other.visit('/invitations');
  const acceptance = await other.page.locator('form[action$="/acceptance"]').first().getAttribute('action');
  await other.sends(acceptance);
}

/** Puts an ask or an offer on the board, for everybody here. Gives its page. */
export async function posts(one, kind, text, topics) {
  await one.visit(`/${kind}s/new`);
  await one.sends(`/${kind}s`, { text, topics, audience: 'everybody' });
  return one.path().split('?')[0];
}

/** The words of the page, without what changes by itself. */
export async function words(one) {
  const text = await one.page.locator('main').innerText();
  return text.replace(/\s+/g, ' ').trim();
}

/** Goes by the first link of the page whose address begins so. Gives where it led. */
export async function opens(one, beginning) {
  const link = one.page.locator(`main a[href^="${beginning}"]`).filter({ visible: true }).first();
  await link.waitFor();
  const path = await link.getAttribute('href');
  await one.follows(path);
  return path;
}

/** Days go by, and nobody looks at a page meanwhile. */
export async function daysPass(server, people, days) {
  await Promise.all(people.map((one) => one.page.goto('about:blank')));
  await server.daysPass(days);
}

/** A day so many days from now, at an hour that no clock skips: `2026-11-29T10:00`. */
export function later(days, hour) {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return hour ? `${day}T${hour}` : day;
}

/** Looks again until the page shows it: what is found follows what was written within a second. */
export async function finds(one, path, selector) {
  const began = Date.now();
  do {
    await one.visit(path);
    if (await one.page.locator(`main ${selector}`).count() > 0) return;
  } while (Date.now() - began < 10_000);
  throw new Error(`${path} does not show ${selector}`);
}

/** What a letter to this address says, once one says it: letters go a moment after what they tell of. */
export async function linkIn(server, address, pattern) {
  for (const began = Date.now(); Date.now() - began < 10_000;) {
    for (const mail of await server.mails()) {
      const whole = mail.replace(/=\r?\n/g, '');
      const found = new RegExp(`^To:.*${address}`, 'm').test(whole) && whole.match(pattern);
      if (found) return found[0];
    }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error(`no letter to ${address} says ${pattern}`);
}
