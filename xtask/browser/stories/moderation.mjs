// What somebody does who is bothered, what moderators decide, and how one is heard against it, by another moderator.

import { PASSWORD, joins } from '../people.mjs';

export const says = 'reporting, deciding with a reason, appealing, and another moderator lifting it';
export const looks = 'ends';

/** The first case of the queue, opened. */
async function opens(moderator) {
  await moderator.visit('/moderation');
  await moderator.looksGood('moderation-queue');
  const path = await moderator.page.locator('main a[href^="/moderation/cases/"]').first().getAttribute('href');
  await moderator.visit(path);
  return path;
}

export async function tell({ person }) {
  // Who joins first runs the server, and judges.
  const dora = await joins(person, 'Dora');
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const carla = await joins(person, 'Carla');

  // Ada reports Bruno, and is told that only moderators learn it.
  await ada.visit('/@bruno');
  await ada.page.locator('details.more > summary').click();
  await ada.follows('/report/member/bruno');
  await ada.looksGood('report');
  await ada.sends('/report/member/bruno', { why: 'harassment', words: 'Mi scrive ogni ora.' });
  await ada.sees(ada.says({ it: /in attesa/, en: /waiting/ }));
  await ada.looksGood('reports');

  // Dora decides, and has to say why.
  const path = await opens(dora);
  await dora.sees(/Mi scrive ogni ora\./);
  await dora.looksGood('moderation-case');
  await dora.sends(`${path}/decision`, { measure: 'suspend' }, { status: 422 });
  await dora.sees('.err-sum');
  await dora.sends(`${path}/decision`, { measure: 'suspend', reason: 'Regola 2: ci si rispetta.' });

  // Bruno was signed out; he comes back, reads why, and appeals. Nobody is named to him.
  await bruno.visit('/today');
  await bruno.sends('/sign-in', { login: 'bruno', password: PASSWORD });
  await bruno.sees(bruno.says({ it: /Il tuo account è chiuso/, en: /Your account is closed/ }));
  await bruno.looksGood('decisions');
  const decision = await bruno.page.locator('main a[href^="/decisions/"]').first().getAttribute('href');
  await bruno.visit(decision);
  await bruno.sees(/Regola 2: ci si rispetta\./);
  await bruno.looksGood('decision');
  await bruno.sends(`${decision}/appeal`, { words: 'Era uno scherzo, e mi dispiace.' });
  await bruno.looksGood('decision-appealed');
  await ada.visit('/@bruno', { status: 404 });

  // Carla is appointed, and it is she who hears him.
  await dora.visit('/moderation/people');
  await dora.sends('/moderation/people', { handle: 'carla' });
  await dora.looksGood('moderation-people');
  await carla.visit('/moderation');
  await carla.visit(path);
  await carla.sees(/Era uno scherzo/);
  await carla.looksGood('moderation-appeal');
  await carla.sends(`/moderation${decision}/answer`, { reason: 'Si è scusato.' }, { button: 'button[value="yes"]' });
  await bruno.visit(decision);
  await bruno.sees(/Si è scusato\./);
  await ada.visit('/@bruno');

  // What was done stands in the log, what everybody may know in counts.
  await dora.visit('/moderation/log');
  await dora.sees(/Carla Prova/);
  await dora.looksGood('moderation-log');
  await dora.visit('/moderation/domains');
  await dora.sends('/moderation/domains', { domain: 'usaegetta.example' });
  await dora.looksGood('moderation-domains');
  await ada.visit('/transparency');
  await ada.looksGood('transparency');
}
