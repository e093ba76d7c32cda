// Two who know each other agree on a coffee: one proposes, the other picks, both have it in their plans. What comes after the
// day has passed is told in search-to-coffee.mjs.

import { joins, later, tied } from '../people.mjs';

export const says = 'a coffee is proposed, picked, put in a calendar; an event is held and joined';
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
    capacity: '20',
  });
  const event = ada.path().split('?')[0];
  await ada.looksGood('event-held');
  await bruno.visit('/events');
  await bruno.looksGood('events');
  await bruno.follows(event);
  await bruno.sends(`${event}/attendance`);
  await bruno.looksGood('event-coming');
  await ada.visit(`${event}/badges`);
  await ada.looksGood('badges');

  await ada.visit('/subscriptions');
  await ada.sends('/subscriptions/calendar');
  await ada.looksGood('subscriptions');
}
