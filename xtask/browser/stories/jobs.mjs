// An ad with a person behind it, from the proof of the organisation to the record that stands on the next ad.

import { joins, linkIn, tied } from '../people.mjs';

export const says = 'prove an organisation, post, find, see the way, ask for the referral, apply, be taken on, see the record';
export const looks = 'ends';

async function works(one, organisation) {
  await one.visit('/profile');
  await one.page.locator('details:has(form[action="/profile/positions"])').first().evaluate((folded) => { folded.open = true; });
  await one.sends('/profile/positions', { organisation, title: 'falegname', from: '2018' });
}

export async function tell({ person, server }) {
  const berta = await joins(person, 'Berta');
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  await tied(ada, bruno);
  await tied(bruno, berta);
  await works(bruno, 'Officina Quercianova');

  // Claimed, unproven; proven by a letter to a mailbox of the domain.
  await berta.visit('/organisations/new');
  await berta.looksGood('organisation-new');
  await berta.sends('/organisations', { name: 'Officina Quercianova', kind: 'company', place: 'Modena', about: 'Arredi.' });
  const organisation = berta.path().split('?')[0];
  await berta.sees(berta.says({ it: /non dimostrata/, en: /unproven/ }));
  await berta.looksGood('organisation-unproven');
  await berta.visit(`${organisation}/proofs`);
  await berta.looksGood('organisation-proofs');
  await berta.sends(`${organisation}/proofs`, { domain: 'officina.example', way: 'letter', address: 'berta@officina.example' });
  const link = await linkIn(server, 'berta@officina.example', /\/proofs\/[0-9]+\/[0-9a-f]{32}/);
  await berta.visit(link);
  await berta.sends(link);
  await berta.sees(/officina\.example/);
  await berta.looksGood('organisation-proven');

  // An ad; upside down first, and nothing typed is lost.
  await berta.visit(`/jobs/new?organisation=${organisation.split('/').pop()}`);
  await berta.looksGood('job-new');
  const ad = { title: 'Progettista', text: 'Disegniamo **arredi**.\n\n- prototipi', place: 'Modena', remote: 'mixed',
    contract: 'permanent', hours: '38', pay_from: '40000', pay_to: '32000', currency: 'EUR', period: 'year' };
  await berta.sends('/jobs', ad, { status: 422 });
  await berta.looksGood('job-wrong');
  await berta.sends('/jobs', { pay_from: '32000', pay_to: '40000' });
  const job = berta.path().split('?')[0];
  await berta.looksGood('job-own');

  // Found, with the way: Bruno works there and knows who posts.
  await ada.visit('/jobs');
  await ada.sees(`a[href="${job}"]`);
  await ada.looksGood('jobs');
  await ada.follows(job);
  await ada.sees('a[href="/@bruno"]');
  await ada.sees(`a[href="/requests/new?to=berta&through=bruno"]`);
  await ada.looksGood('job');
  await ada.follows(`${job}/referral-requests?of=bruno`);
  await ada.looksGood('job-ask-referral');
  await ada.sends(`${job}/referral-requests`);
  await bruno.visit(`${job}/referrals/new`);
  await bruno.looksGood('job-refer');
  await bruno.sends(`${job}/referrals`, { applicant: 'ada', text: 'Ha mani d’oro.' });

  // Whom it is said for reads it first, and uses it.
  await ada.visit('/referrals');
  await ada.sees(/Ha mani d’oro\./);
  await ada.looksGood('referrals-received');
  const answer = await ada.page.locator('form[action^="/referrals/"][action$="/answer"]').first().getAttribute('action');
  await ada.sends(answer, {}, { button: 'button[value=use]' });

  // Sent after she saw the very page that is read.
  await ada.visit(job);
  await ada.sends(`${job}/applications/preview`, { letter: 'Vorrei provarci.', referrer_sees: true });
  await ada.sees(/Vorrei provarci\./);
  await ada.looksGood('job-preview');
  await ada.sends(`${job}/applications`);
  const application = ada.path().split('?')[0];
  await ada.looksGood('application');

  // Through the stages, each side from its own page.
  await berta.visit(`${job}/applications`);
  await berta.looksGood('applications');
  await berta.follows(application);
  await berta.sees(/Ha mani d’oro\./);
  await berta.looksGood('application-read');
  await berta.sends(`${application}/stage`, {}, { button: 'button[value=in_conversation]' });
  await ada.visit(application);
  await ada.sees(ada.says({ it: /In conversazione/, en: /In conversation/ }));
  await berta.sends(`${application}/stage`, { words: 'Ti aspettiamo lunedì.' }, { button: 'button[value=offer]' });
  await ada.visit(application);
  await ada.sees(/Ti aspettiamo lunedì\./);
  await berta.sends(`${application}/stage`, {}, { button: 'button[value=hired]' });
  await ada.visit(application);
  await ada.sees(ada.says({ it: /Assunzione/, en: /Hired/ }));
  await ada.looksGood('application-hired');
  await bruno.visit('/referrals');
  await bruno.sees(bruno.says({ it: /Assunzione/, en: /Hired/ }));
  await bruno.looksGood('referrals');

  // Closed with its outcome: gone for others, and the record stands on the next.
  await berta.visit('/jobs/mine');
  await berta.page.locator(`details:has(form[action="${job}/closure"])`).evaluate((folded) => { folded.open = true; });
  await berta.looksGood('jobs-mine');
  await berta.sends(`${job}/closure`, { outcome: 'through_pergola' });
  await ada.visit(job, { status: 410 });
  await berta.visit(`/jobs/new?organisation=${organisation.split('/').pop()}`);
  await berta.sends('/jobs', { ...ad, title: 'Montatore', pay_from: '28000', pay_to: '30000' });
  const next = berta.path().split('?')[0];
  await ada.visit(next);
  await ada.sees(ada.says({ it: /uno trovato qui/, en: /one filled here/ }));
  await ada.looksGood('job-record');

  // One no, with words, and one who thinks again.
  const bids = async (one) => {
    await one.visit(next);
    await one.sends(`${next}/applications/preview`, { letter: 'Ci sono.' });
    await one.sends(`${next}/applications`);
    return one.path().split('?')[0];
  };
  const refused = await bids(ada);
  await berta.visit(refused);
  await berta.sends(`${refused}/stage`, { words: 'Abbiamo scelto altri.' }, { button: 'button[value=not_this_time]' });
  await ada.visit(refused);
  await ada.sees(/Abbiamo scelto altri\./);
  await ada.looksGood('application-refused');
  const taken = await bids(bruno);
  await bruno.sends(`${taken}/stage`, {}, { button: 'button[value=withdrawn]' });
  await berta.visit(taken);
  await berta.sees(berta.says({ it: /Ritirata/, en: /Withdrawn/ }));

  // Open to work, and a search to hear from.
  await ada.visit('/jobs/openness');
  await ada.looksGood('openness');
  await ada.sends('/jobs/openness', { openness: 'organisations', words: 'falegnameria' });
  await berta.visit('/jobs/people');
  await berta.sees('a[href="/@ada"]');
  await berta.looksGood('open-people');
  // Of one's own firm nobody is asked for.
  await berta.sends('/jobs/people', { q: 'falegnameria', employer: 'Officina Quercianova' }, { status: 422 });
  await berta.sees('#employer-e');
  await berta.looksGood('open-people-own');
  await ada.visit('/jobs?q=montatore');
  await ada.looksGood('jobs-filtered');
  await ada.sends('/jobs/searches');
  await ada.looksGood('searches');
}
