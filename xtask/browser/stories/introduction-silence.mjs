// Silence ends like a no. The town of the demo has a question of three weeks ago: one said yes to it, one said nothing.

import { signsIn, words as read } from '../people.mjs';

export const says = 'a question that one did not answer closes by itself, and who was silent is nobody’s to know';
export const looks = 'pairs';
export const words = ['demo'];

/** The page of the introduction of Ugo and Wanda, from the list. */
async function opensIt(one, other) {
  await one.visit('/introductions');
  const row = one.page.locator('main li').filter({ hasText: other }).locator('a[href^="/introductions/"]').first();
  const path = await row.getAttribute('href');
  await one.visit(path);
  return path;
}

export async function tell({ person }) {
  const livia = await signsIn(person, 'Livia');
  const ugo = await signsIn(person, 'Ugo');
  const wanda = await signsIn(person, 'Wanda');
  const path = await opensIt(livia, 'Wanda');
  const seen = await read(livia);
  if (/detto|said/.test(seen)) throw new Error(`who introduced reads who said what: ${seen}`);
  await livia.looksGood('introduction-closed');
  await ugo.visit(path);
  await ugo.looksGood('introduction-closed-asked');
  await wanda.visit(path);
  await wanda.looksGood('introduction-closed-silent');
  // Nobody can answer any more, and there is no conversation.
  for (const one of [livia, ugo, wanda]) {
    if ((await one.form(`${path}/answer`).count()) > 0) throw new Error('it can still be answered');
    if ((await one.page.locator('main a[href^="/conversations/"]').count()) > 0) throw new Error('a conversation is there');
  }
  await ugo.visit('/notices');
  await ugo.sees(/Wanda/);
}
