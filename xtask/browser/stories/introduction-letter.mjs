// Somebody who is not on Pergola is asked by a letter, and answers from it without an account: only its link, whole, opens the question.

import { daysPass, joins, linkIn, opens, tied, words } from '../people.mjs';

export const says = 'a card is introduced by letter, says yes by its link, is put in touch, tells how it went; an altered link opens nothing';
export const looks = 'ends';

const GINA = 'gina@example.com';
const WHY = { ada: 'Gina incornicia a mano: ti va?', gina: 'Ada cerca chi incornici dodici mappe: ti va?' };

/** The same link with another letter in what it is signed with. */
function altered(link) {
  return link.slice(0, -2) + (link.at(-2) === 'a' ? 'b' : 'a') + link.at(-1);
}

export async function tell({ person, server }) {
  const maria = await joins(person, 'Maria');
  const ada = await joins(person, 'Ada');
  await tied(maria, ada, 'Mulino');
  await maria.visit('/contacts/new');
  await maria.sends('/contacts', { name: 'Gina Lago', position: 'corniciaia', emails: GINA });
  const card = maria.path().match(/[0-9]+/)[0];

  // Only an address that was confirmed is given to anybody.
  const confirmation = await linkIn(server, 'ada@example.com', /\/letters\/[\w.-]+/);
  await ada.visit(confirmation);
  await ada.sends(confirmation);

  // She is chosen like anybody else: by her name.
  await maria.visit('/introductions/new');
  await maria.looksGood('introduction-choose');
  const { options } = await maria.page.locator('datalist#people').evaluate((list) => ({ options: [...list.options].map(({ value }) => value) }));
  await maria.sends('/introductions/new', { first: '@ada', second: options.find((one) => one.includes('Gina Lago')) });
  await maria.looksGood('introduction-write-card');
  await maria.sends('/introductions', { first_why: WHY.ada, second_why: WHY.gina });
  const introduction = maria.path().split('?')[0];

  // The letter has the words for her and a link. Altered by one letter it opens nothing.
  const link = await linkIn(server, GINA, /\/questions\/[\w-]+/);
  const gina = await person('Gina');
  await gina.visit(altered(link), { status: 422 });
  await gina.sees(gina.says({ it: /Questo indirizzo non è intero/, en: /This address is not whole/ }));
  await gina.looksGood('letter-altered');

  // She reads what is hers, and no more of Ada than the name; she says yes, and cannot say otherwise afterwards.
  await gina.visit(link);
  await gina.sees(new RegExp(WHY.gina.split(':')[0]));
  if ((await words(gina)).includes('ada@')) throw new Error('Gina reads the address of who has not said yes');
  await gina.looksGood('letter-question');
  await gina.sends(link, { answer: 'yes' });
  await gina.looksGood('letter-answered');
  await gina.visit(link, { status: 422 });
  await gina.sees(gina.says({ it: /è già stata data una risposta/, en: /answer was already given/ }));

  // Ada is asked as a member is, and says yes: each has the address of the other.
  await ada.visit('/inbox');
  await opens(ada, introduction);
  if ((await words(ada)).includes(GINA)) throw new Error('Ada reads an address before both have said yes');
  await ada.looksGood('introduction-question-card');
  await ada.sends(`${introduction}/answer`, { answer: 'yes' });
  await ada.looksGood('introduction-made-card');
  await linkIn(server, GINA, /ada@example\.com/);
  await ada.visit('/garden/unplanted');
  if ((await opens(ada, '/contacts/')).includes(card)) throw new Error('Ada was given the card of Maria');
  await ada.sees(new RegExp(GINA));

  // Two weeks later a letter asks once how it went; what she writes goes to Maria alone.
  await daysPass(server, [maria, ada, gina], 15);
  const outcome = await linkIn(server, GINA, /\/questions\/[\w-]+\/outcome/);
  await gina.visit(outcome);
  await gina.looksGood('letter-outcome');
  await gina.sends(outcome, { helped: 'yes', thanks: 'Undici mappe su dodici sono al muro.' });
  await gina.looksGood('letter-outcome-told');
  await maria.visit(introduction);
  await maria.sees(/Undici mappe su dodici/);
  await ada.visit(introduction);
  if ((await words(ada)).includes('Undici mappe')) throw new Error('Ada reads what was told to Maria alone');
}
