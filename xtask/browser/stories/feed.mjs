// What one writes to one's network: told kindly that it is noise, folded for others, opened with a tap, called no noise;
// a group one walks into; answers and thanks.

import { joins, tied } from '../people.mjs';

export const says = 'a post is written, folded, opened, answered and thanked for, and a group is joined';
export const looks = 'ends';

const RIDDLE = 'Solo i geni ci riescono: 8 + 2 × 5 = ? Scrivi la risposta nei commenti e tagga un amico che sbaglia!';
const USEFUL = 'Abbiamo misurato la **luce** in tre aule di Bologna: 320 lux al mattino, 180 il pomeriggio. Il foglio è qui.';

export async function tell({ person }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  await tied(ada, bruno);

  // Writing: a kind word before noise goes out, and it goes out all the same.
  await bruno.visit('/posts/new');
  await bruno.looksGood('post-new');
  await bruno.sends('/posts', { text: RIDDLE, audience: 'ties' });
  await bruno.sees(bruno.says({ it: /Molti lo troverebbero ripiegato/, en: /Many would find it folded/ }));
  await bruno.looksGood('post-told');
  await bruno.sends('/posts');
  await bruno.visit('/posts/new');
  await bruno.sends('/posts', { text: USEFUL, topics: 'luce, scuole', audience: 'ties' });
  await bruno.sees('.post-text strong');
  const post = bruno.path().split('?')[0];

  // Reading: the useful one is open, the riddle lies folded in its place, with its reason.
  await ada.visit('/today');
  await ada.sees('.feed .post');
  await ada.sees('details.fold summary');
  await ada.looksGood('today-folded');
  await ada.page.locator('details.fold summary').click();
  await ada.sees(ada.says({ it: /Apri comunque/, en: /Open anyway/ }));
  await ada.looksGood('today-unfolded');
  const noise = await ada.page.locator('details.fold form[action$="/noise"]').first().getAttribute('action');
  await ada.sends(noise);
  await ada.visit('/feed');
  if ((await ada.page.locator('details.fold').count()) !== 0) throw new Error('what is no noise is folded still');
  await ada.looksGood('feed');

  // Answering and thanking; only the author sees the thanks.
  await ada.visit(post);
  await ada.sends(`${post}/comments`, { text: 'E le scale? Ho due misure **diverse**.' });
  await ada.sees('.thread .msg.mine strong');
  await ada.sends(`${post}/thanks`);
  await ada.looksGood('post');
  await bruno.visit(post);
  await bruno.sees('a[href="/@ada"]');
  await bruno.looksGood('post-own');

  // How one wants it.
  await ada.visit('/feed/settings');
  await ada.looksGood('feed-settings');

  // A group: made, joined, written in.
  await bruno.visit('/groups/new');
  await bruno.looksGood('group-new');
  await bruno.sends('/groups', { name: 'Legno e laboratori', purpose: 'Chi lavora il legno, e chi lo cerca.', entry: 'open' });
  const group = bruno.path().split('?')[0];
  await ada.visit('/groups');
  await ada.looksGood('groups');
  await ada.visit(group);
  await ada.sends(`${group}/membership`);
  await ada.visit(`/posts/new?group=${group.split('/').pop()}`);
  await ada.sends('/posts', { text: 'La lana rigenerata regge dieci anni? Ho due campioni e opinioni opposte.' });
  await ada.visit(group);
  await ada.sees('.feed .post');
  await ada.looksGood('group');
  // Its conversation: opened from its page, and read by who is in it.
  await ada.sends(`${group}/conversation`);
  const talk = ada.path().split('?')[0];
  await ada.sends(`${talk}/messages`, { text: 'Parliamone anche qui.' });
  await bruno.visit(talk);
  await bruno.sees(bruno.says({ it: /Vai al circolo/, en: /Go to the group/ }));
  await bruno.looksGood('group-conversation');
  await bruno.visit(`${group}/members`);
  await bruno.looksGood('group-members');
}
