// A no is nobody's to know: for all others it looks as if nothing had been said.

import { joins, tied, words } from '../people.mjs';

export const says = 'one says yes and one says no, and no page of anybody else changes by it';
export const looks = 'ends';

export async function tell({ person }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const maria = await joins(person, 'Maria');
  await tied(maria, ada, 'Mulino');
  await tied(maria, bruno, 'Cartiera');
  await maria.visit('/introductions/new?first=ada&second=bruno');
  await maria.sends('/introductions', { first_why: 'Bruno ti piacerebbe.', second_why: 'Ada ti piacerebbe.' });
  const path = maria.path().split('?')[0];
  await ada.visit(path);
  await ada.sends(`${path}/answer`, { answer: 'yes' });

  // All pages that could tell, before and after.
  const looked = async () => {
    const pages = [];
    for (const [one, other] of [[maria, '/@bruno'], [ada, '/@bruno']]) {
      for (const page of [path, '/introductions', '/notices', '/inbox', other]) {
        await one.visit(page);
        pages.push(`${one.name} ${page}: ${await words(one)}`);
      }
    }
    return pages;
  };
  const before = await looked();
  await bruno.visit(path);
  await bruno.sends(`${path}/answer`, { answer: 'no' });
  await bruno.looksGood('introduction-said-no');
  const after = await looked();
  for (const [place, page] of before.entries()) {
    if (after[place] !== page) throw new Error(`a no can be seen:\n${page}\n${after[place]}`);
  }
  await ada.visit(path);
  await ada.sees(ada.says({ it: /senza fretta/i, en: /no hurry|hurry/i }));
  await ada.looksGood('introduction-still-waiting');
  await ada.visit('/@bruno');
  if ((await ada.page.locator('a[href="/@bruno/message"]').count()) > 0) throw new Error('they can write to each other');

  // Who said it sees the own answer, and may say that he would rather not be introduced by her again.
  await bruno.visit(path);
  await bruno.looksGood('introduction-own-no');
  await maria.visit('/introductions');
  await maria.looksGood('introductions');
}
