// What all of this is for: one asks, one offers, the one who knows both puts them in touch, and is thanked.

import { finds, joins, opens, posts, tied, words } from '../people.mjs';

export const says = 'an ask and an offer, a third who introduces, two private yeses, a conversation that stays fresh, thanks';
export const looks = 'ends';

const WHY = {
  ada: 'Bruno lavora rovere certificato e mantiene i tempi. Ti va se ti presento?',
  bruno: 'Ada cerca legno certificato per quaranta banchi, entro giugno. Ti va?',
};

/** The way to introduce the two whom her day shows: texts are read in the background, so it may take a look more. */
async function pairOf(maria) {
  const link = maria.page.locator('main .pair a[href^="/introductions/new?"]').first();
  for (let looks = 0; looks < 40; looks += 1) {
    await maria.visit('/today');
    if (await link.isVisible()) return link.getAttribute('href');
    await link.waitFor({ timeout: 250 }).catch(() => {});
  }
  throw new Error('her day shows no pair');
}

export async function tell({ person, look }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const maria = await joins(person, 'Maria');
  await tied(maria, ada, 'Mulino');
  await tied(maria, bruno, 'Cartiera');
  const ask = await posts(ada, 'ask', 'Legno certificato per quaranta banchi, entro giugno.', 'legno certificato');
  const offer = await posts(bruno, 'offer', 'Rovere e larice certificati, anche in piccole quantità.', 'legno certificato');

  // The one in the middle sees both on the board; on her day they stand beside each other, with the reason.
  await maria.visit('/board');
  await maria.sees(`a[href="${ask}"]`);
  await maria.sees(`a[href="${offer}"]`);
  await maria.looksGood('introduction-board');
  const pair = await pairOf(maria);
  await maria.looksGood('introduction-pair');

  // While she types an ask of her own, what fits it appears below; without scripts a button shows the same. She keeps it to
  // herself and goes back.
  await maria.visit('/asks/new');
  const typed = 'Legno certificato di rovere per due tavoli, anche poco.';
  if (look.scripts) await maria.page.locator('form[data-preview] textarea[name="text"]').fill(typed);
  else await maria.sends('/asks', { text: typed }, { button: 'button[formaction="/asks/preview"]' });
  await maria.sees(/Rovere e larice certificati/);
  await maria.looksGood('introduction-ask-typed');
  await maria.visit('/today');
  await maria.follows(pair);
  await maria.sees('textarea[name="second_why"]');
  await maria.looksGood('introduction-write');
  await maria.sends('/introductions', { first_why: WHY.ada, second_why: WHY.bruno });
  const path = maria.path().split('?')[0];
  await maria.looksGood('introduction-asked');
  await maria.visit(path);
  const asked = await words(maria);

  // Each is asked in private, and says yes; the first yes is nobody's to know.
  await ada.visit('/inbox');
  await ada.looksGood('introduction-inbox');
  await opens(ada, path);
  await ada.sees('main .said');
  const read = await words(ada);
  if (!read.includes(WHY.ada) || read.includes(WHY.bruno)) throw new Error('Ada reads what is Bruno’s, or not what is hers');
  await ada.looksGood('introduction-question');
  await ada.sends(`${path}/answer`, { answer: 'yes' });
  await ada.looksGood('introduction-waiting');
  await maria.visit(path);
  if ((await words(maria)) !== asked) throw new Error('the page of who introduces tells that somebody answered');
  await bruno.visit(path);
  await bruno.sends(`${path}/answer`, { answer: 'yes' });
  await bruno.looksGood('introduction-made');

  // A conversation of three. A page that is open shows what is said; without scripts a look does.
  await bruno.visit(path);
  const conversation = await opens(bruno, '/conversations/');
  await ada.visit(conversation);
  await bruno.sends(`${conversation}/messages`, { text: 'Ti mando due campioni domani.' });
  if (!look.scripts) await ada.visit(conversation);
  await ada.sees(/Ti mando due campioni domani/);
  await ada.sends(`${conversation}/messages`, { text: 'Grazie: bastano piccoli.' });
  if (!look.scripts) await bruno.visit(conversation);
  await bruno.sees(/Grazie: bastano piccoli/);
  await bruno.looksGood('introduction-conversation');
  await maria.visit(conversation);
  await maria.sees(/Grazie: bastano piccoli/);
  await maria.sends(`${conversation}/messages`, { text: 'Siete bravissimi senza di me.' }, { button: 'button[name="leave"]' });
  await ada.visit(conversation);
  await ada.sees(/bravissimi senza di me/);

  // How they met stands on the tie, and the thanks come back to the one in the middle.
  await ada.visit('/@bruno');
  await ada.sees('a[href="/@maria"]');
  await ada.visit(path);
  await ada.sends(`${path}/outcome`, { helped: 'yes', thanks: 'Stiamo già segando.' });
  await maria.visit(path);
  await maria.sees(/Stiamo già segando/);
  await maria.looksGood('introduction-thanked');
  await maria.visit('/mirror');
  await maria.sees(/Stiamo già segando/);
  await maria.looksGood('introduction-mirror');
  const thanked = maria.says({ it: 'ti ringrazia per una presentazione', en: 'thanks you for an introduction' });
  await finds(maria, '/notices', `:text("${thanked}")`);
}
