// What somebody does who is bothered, what moderators decide, and how one is heard against it, by another moderator.

import { PASSWORD, joins, opens as follows } from '../people.mjs';

export const says = 'reporting a member, a post and an answer, deciding with a reason, appealing, and another moderator lifting it';
export const looks = 'ends';

/** The first case of the queue, opened. */
async function opens(moderator) {
  await moderator.visit('/moderation');
  await moderator.looksGood('moderation-queue');
  const path = await moderator.page.locator('main a[href^="/moderation/cases/"]').first().getAttribute('href');
  await moderator.visit(path);
  return path;
}

/** Somebody writes for everybody here. Gives its page. */
async function writes(one, text) {
  await one.visit('/posts/new');
  await one.sends('/posts', { text, audience: 'everybody' });
  return one.path().split('?')[0];
}

/** Reports what the open page shows, by its own link, and the moderator takes it away, reading what was said. */
async function isTakenAway(ada, dora, { link, says, reason }) {
  const report = await follows(ada, link);
  await ada.sends(report, { why: 'spam', words: 'Sempre lo stesso.' });
  await dora.visit('/moderation');
  const path = await follows(dora, '/moderation/cases/');
  await dora.sees(says);
  await dora.sends(`${path}/decision`, { measure: 'hide', reason });
}

export async function tell({ person }) {
  // Who joins first runs the server, and judges.
  const dora = await joins(person, 'Dora');
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const carla = await joins(person, 'Carla');

  // Ada reports a post and an answer, each by the link beside it: both are taken away, with a reason.
  const post = await writes(bruno, 'Vendo tornio usato, chiedete il prezzo a me.');
  const own = await writes(ada, 'Abbiamo misurato tre aule di Bologna.');
  await bruno.visit(own);
  await bruno.sends(`${own}/comments`, { text: 'Qui vi dico del mio tornio.' });
  await ada.visit(post);
  await isTakenAway(ada, dora, { link: '/report/posts/', says: /Vendo tornio usato/, reason: 'Regola 3: la bacheca è per chi cerca.' });
  await ada.visit(own);
  await isTakenAway(ada, dora, { link: '/report/comment/', says: /Qui vi dico del mio tornio/, reason: 'Regola 4: si risponde a tema.' });
  await ada.visit('/reports');
  await ada.sees(ada.says({ it: /Una risposta/, en: /An answer below a post/ }));

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
  await bruno.sees(/Regola 3: la bacheca/);
  await bruno.sees(/Regola 4: si risponde/);
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
  await ada.visit(post, { status: 404 });
  await ada.visit(own);
  if (await ada.page.getByText('del mio tornio').count()) throw new Error('an answer that was taken away is there still');

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
