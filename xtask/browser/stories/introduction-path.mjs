// Asking to be introduced, along two pairs of hands, and what comes back by the same way.

import { finds, joins, opens, tied, words } from '../people.mjs';

export const says = 'a request along a path of two connectors, passed on with own words, ends in a conversation, and the thanks reach both';
export const looks = 'ends';

export async function tell({ person }) {
  const ada = await joins(person, 'Ada');
  const bruno = await joins(person, 'Bruno');
  const carla = await joins(person, 'Carla');
  const dora = await joins(person, 'Dora');
  await tied(ada, bruno, 'Mulino');
  await tied(bruno, carla, 'Cartiera');
  await tied(carla, dora, 'Fornace');

  // From the way to Dora she asks, and sees it under way.
  await ada.visit('/@dora/paths');
  await opens(ada, '/requests/new?to=dora');
  await ada.looksGood('request-new');
  await ada.sends('/requests', { message: 'Vorrei vedere come cuoce la terra.' });
  const request = ada.path().split('?')[0];
  await ada.looksGood('request-under-way');
  await ada.visit(request);
  const underWay = await words(ada);

  // Each connector reads it, and passes it on with own words; the asker sees nothing of that.
  await bruno.visit('/inbox');
  await opens(bruno, request);
  await bruno.sees(/come cuoce la terra/);
  await bruno.looksGood('request-passing');
  await bruno.sends(`${request}/forwarding`, { words: 'Ada è attenta: te la consiglio.', closeness: '4' });
  await bruno.looksGood('request-passed');
  await carla.visit('/inbox');
  await opens(carla, request);
  await carla.sees(/te la consiglio/);
  await carla.looksGood('request-passing-last');
  await carla.sends(`${request}/forwarding`, { words: 'Dora, conosci già chi conosco io. Ti va?' });
  await ada.visit(request);
  if ((await words(ada)) !== underWay) throw new Error('the asker reads how far it has come');

  // Dora is asked in private, and says yes.
  await dora.visit('/inbox');
  const introduction = await opens(dora, '/introductions/');
  await dora.sees(/come cuoce la terra/);
  await dora.looksGood('request-question');
  await dora.sends(`${introduction}/answer`, { answer: 'yes' });
  await opens(dora, '/conversations/');
  await ada.visit(request);
  await ada.looksGood('request-made');
  await opens(ada, '/introductions/');
  await opens(ada, '/conversations/');
  await finds(bruno, '/notices', `:text("${bruno.says({ it: 'ha incontrato chi cercava', en: 'met the person' })}")`);
  await bruno.visit(request);
  await bruno.looksGood('request-made-connector');

  // They write to each other, and the thanks come back along the path: to Carla, who introduced, and to Bruno, who passed it on.
  const write = async (one, text) => {
    await one.visit(`${introduction}`);
    const conversation = await opens(one, '/conversations/');
    await one.sends(`${conversation}/messages`, { text });
    await one.sees(new RegExp(text));
  };
  await write(ada, 'Quando accendi il forno?');
  await dora.visit('/inbox');
  await dora.sees(/Quando accendi il forno/);
  await write(dora, 'Domenica, vieni presto.');
  await ada.visit(introduction);
  await ada.sends(`${introduction}/outcome`, { helped: 'yes', thanks: 'Ho visto il fuoco, grazie.' });
  for (const [one, thanked] of [
    [carla, { it: 'ti ringrazia per una presentazione', en: 'thanks you for an introduction' }],
    [bruno, { it: 'ti ringrazia per avere passato la sua richiesta', en: 'thanks you for passing a request on' }],
  ]) {
    await finds(one, '/notices', `:text("${one.says(thanked)}")`);
    await one.visit('/mirror');
    await one.sees(/Ho visto il fuoco, grazie/);
  }
  await bruno.looksGood('mirror-connector');
}
