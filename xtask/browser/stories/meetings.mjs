// Two who know each other agree on a coffee: one proposes, the other picks, both have it in their plans. What comes after the
// day has passed is told in search-to-coffee.mjs.

import { joins, later, posts, tied } from '../people.mjs';

export const says = 'a coffee is proposed, picked, put in a calendar; an event is held, joined, waited for, with whom to meet there';
export const looks = 'ends';

export async function tell({ person }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  await tied(ada, bruno, 'Mulino');

  await ada.visit('/meetings');
  await ada.looksGood('meetings-none');
  await ada.visit('/@bruno');
  await ada.follows('/@bruno/meet');
  await ada.looksGood('meet');
  await ada.sends('/@bruno/meet', { at: later(-3, '10:00'), zone: 'Europe/Rome', place: 'Bar della stazione' }, { status: 422 });
  await ada.sees('.err-sum');
  await ada.looksGood('meet-wrong');
  await ada.sends('/@bruno/meet', {
    at: later(8, '10:00'),
    at2: later(9, '16:30'),
    zone: 'Europe/London',
    place: 'Bar della stazione, Ancona',
    words: 'Ti racconto del museo.',
  });
  await ada.looksGood('meeting-waits');
  const meeting = ada.path().split('?')[0];

  await bruno.visit('/inbox');
  await bruno.follows(meeting);
  await bruno.looksGood('meeting-asked');
  await bruno.page.locator('input[name="slot"]').first().check();
  await bruno.page.locator(`form[action="${meeting}/acceptance"] button.btn`).click();
  await bruno.page.waitForURL((url) => url.search.includes('done='));
  await bruno.looksGood('meeting-agreed');

  for (const [one, other] of [[ada, 'Bruno'], [bruno, 'Ada']]) {
    await one.visit('/today');
    await one.sees(new RegExp(one.says({ it: `Caffè con ${other}`, en: `Coffee with ${other}` })));
    await one.visit('/meetings');
    await one.looksGood('meetings');
  }
  const file = await ada.context.request.get(`${meeting}/calendar`);
  if (!(await file.text()).includes('BEGIN:VEVENT')) throw new Error('the calendar file holds no event');

  await ada.visit('/events/new');
  await ada.looksGood('event-new');
  await ada.sends('/events', {
    title: 'Caffè tra falegnami',
    text: 'Ognuno porta un legno e una domanda.',
    starts: later(12, '18:00'),
    ends: later(12, '20:00'),
    zone: 'Europe/Rome',
    place: 'Fabbrica Aperta, Ancona',
    capacity: '1',
    audience: 'everybody',
  });
  const event = ada.path().split('?')[0];
  await ada.looksGood('event-held');
  await bruno.visit('/events');
  await bruno.looksGood('events');
  await bruno.follows(event);
  await bruno.sends(`${event}/attendance`, { shown: 'attendees' });
  await bruno.looksGood('event-coming');

  // The one place is taken: Carla waits, and has a place as soon as there are two. Then each is told why to meet the other.
  const carla = await joins(person, 'Carla');
  await posts(bruno, 'ask', 'Cerco legno certificato per quaranta scrivanie.', 'legno certificato');
  await posts(carla, 'offer', 'Offro legno certificato del Conero.', 'legno certificato');
  await carla.visit(event);
  await carla.looksGood('event-full');
  await carla.sends(`${event}/attendance`, { shown: 'attendees' });
  await carla.sees(new RegExp(carla.says({ it: 'Aspetti un posto', en: 'You are waiting for a place' })));
  await carla.looksGood('event-waiting');
  await ada.visit(`${event}/edit`);
  await ada.sends(event, { capacity: '2' });
  await carla.visit(event);
  await carla.sees(/Cerco legno certificato/);
  await carla.looksGood('event-whom-to-meet');
  await bruno.visit(event);
  await bruno.sees(/Offro legno certificato/);
  // Whoever is not coming after all frees a place, and is among those to meet no more.
  await carla.sends(`${event}/absence`);
  await bruno.visit(event);
  if ((await bruno.page.locator('main').innerText()).includes('Conero')) throw new Error('who left is still to be met there');
  await ada.visit(`${event}/badges`);
  await ada.looksGood('badges');

  await ada.visit('/subscriptions');
  await ada.sends('/subscriptions/calendar');
  await ada.looksGood('subscriptions');
}
