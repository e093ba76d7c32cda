// The smallest story that touches everything: the door, a form, a session, a page behind it.

export const says = 'a visitor joins and stands in an empty garden';
export const looks = 'pairs';

export async function tell({ person }) {
  const ada = await person('Ada');
  await ada.visit('/sign-in');
  await ada.looksGood('sign-in');

  await ada.visit('/join');
  await ada.looksGood('join');
  await ada.sends('/join', {
    name: 'Ada Lovelace',
    handle: 'ada',
    email: 'ada@example.com',
    password: 'un telaio che tesse numeri',
  });

  await ada.visit('/garden');
  await ada.sees('h1');
  await ada.looksGood('garden-empty');
}
