// The board, from an offer being written to an ask that was answered: who it fits, how one narrows, whom one thanks, and what
// comes back after it went to rest.

import { daysPass, finds, joins, opens, posts, returns, tied } from '../people.mjs';

export const says = 'an offer shows while it is typed whom it fits; the board is narrowed; an ask is closed with thanks, another renewed after its rest';
export const looks = 'ends';

const OFFER = 'Offro legno certificato di rovere, anche poco.';

/** Types an offer until what it fits appears below: texts are read in the background, so it may take another word. */
async function types(one, fits, scripts) {
  for (let more = ''; more.length < 20; more += '.') {
    await one.visit('/offers/new');
    if (scripts) await one.page.locator('form[data-preview] textarea[name="text"]').fill(OFFER + more);
    else await one.sends('/offers', { text: OFFER + more }, { button: 'button[formaction="/offers/preview"]' });
    const found = one.page.locator(`main .match a[href="${fits}"]`);
    if (await found.waitFor({ timeout: 2_500 }).then(() => true, () => false)) return;
  }
  throw new Error('an ask that fits does not appear below an offer');
}

/** Which of these the page shows. */
async function shows(one, paths) {
  const there = await Promise.all(paths.map((path) => one.page.locator(`main a[href="${path}"]`).count()));
  return paths.filter((_, place) => there[place] > 0);
}

export async function tell({ person, server, look }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const maria = await joins(person, 'Maria');
  await tied(ada, maria, 'Mulino');
  await tied(maria, bruno, 'Cartiera');
  const wood = await posts(bruno, 'ask', 'Legno certificato per quaranta banchi, entro giugno.', 'legno certificato');
  await bruno.visit('/asks/new');
  const french = { text: 'Un relieur pour trois vieux registres.', topics: 'livres', place: 'Annecy', language: 'fr' };
  await bruno.sends('/asks', { ...french, audience: 'two_steps' });
  const books = bruno.path().split('?')[0];

  // While she types an offer, the ask that it fits appears below; without scripts a button shows the same. She sends it.
  await types(ada, wood, look.scripts);
  await ada.looksGood('offer-typed');
  await ada.sends('/offers', { topics: 'legno certificato', audience: 'everybody' });
  const offer = ada.path().split('?')[0];
  await ada.sees(`main .match a[href="${wood}"]`);

  // The board by topic, by language, by place, by distance; and what she could answer.
  await finds(ada, '/board?distance=2', `a[href="${books}"]`);
  await opens(ada, '/board?distance=2&topic=livres');
  const narrowed = async (expected) => {
    const found = await shows(ada, [wood, books]);
    if (found.join() !== expected.join()) throw new Error(`${ada.path()} shows ${found.join(' ')}, not ${expected.join(' ')}`);
  };
  await narrowed([books]);
  for (const [fields, expected] of [
    [{ language: 'fr' }, [books]],
    [{ place: 'annecy', kind: 'ask' }, [books]],
    [{ distance: '1' }, []],
    [{ kind: 'answerable' }, [wood]],
  ]) {
    await ada.visit('/board');
    await ada.unfolds('/board');
    await ada.sends('/board', fields);
    await narrowed(expected);
    if (fields.language) await ada.looksGood('board-narrowed');
    if (fields.kind === 'answerable') await ada.looksGood('board-answerable');
  }

  // Ada answers. Bruno names nobody he may name first, then who answered and who put them in touch; both are thanked.
  await ada.follows(wood);
  await ada.looksGood('ask');
  await ada.sends(`${wood}/replies`, { text: 'Ne ho per venti: passa quando vuoi.' });
  await bruno.visit('/inbox');
  await bruno.sees(/Ne ho per venti/);
  await bruno.visit('/asks/mine');
  await bruno.follows(`${wood}/outcome`);
  await bruno.looksGood('ask-outcome');
  await bruno.sends(`${wood}/outcome`, { answered: 'yes', by: 'nessuno' }, { status: 422 });
  await bruno.sees('#by-e');
  await bruno.looksGood('ask-outcome-wrong');
  await bruno.sends(`${wood}/outcome`, { by: 'ada', through: 'maria' });
  await bruno.sees(/Ada Prova/);
  await bruno.sees(/Maria Prova/);
  await bruno.looksGood('ask-closed');
  for (const [one, thanked] of [
    [ada, { it: 'ti ringrazia: hai risposto', en: 'thanks you: you answered' }],
    [maria, { it: 'ti ringrazia', en: 'thanks you: you brought' }],
  ]) {
    await finds(one, '/notices', `:text("${one.says(thanked)}")`);
    await one.visit('/mirror');
    await one.sees(/quaranta banchi/);
  }
  await ada.visit(wood, { status: 404 });

  // A month later the other one rests: its author reads so and renews it, and it is on the board again.
  await daysPass(server, [ada, bruno, maria], 31);
  await returns(bruno);
  await finds(bruno, '/asks/mine', `form[action="${books}/renewal"]`);
  await bruno.sees('.label.lemon');
  await bruno.page.locator('main details summary').first().click();
  await bruno.looksGood('asks-mine');
  await returns(ada);
  await ada.visit('/board');
  if ((await shows(ada, [books, offer])).join() !== offer) throw new Error('what rests is on the board, or an offer rests after a month');
  await bruno.follows(books);
  await bruno.looksGood('ask-rests');
  await bruno.sends(`${books}/renewal`);
  if ((await bruno.form(`${books}/renewal`).count()) > 0) throw new Error('it can be renewed twice');
  await ada.visit('/board');
  await opens(ada, books);
}
