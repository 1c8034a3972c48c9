/** Who got which message, as coordinators see it. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { deliveriesCardData, type DeliveriesCardSource } from '../../../cards/deliveries/data';
import { text } from '../../../cards/parts/strings';
import { type DeliveryRow } from '../../../cards/deliveries/rows';
import { type Card, render } from '../../../cards/render';
import { textsOf } from '../../../deploy/local/scripted-user';
import { locales } from '../../../src/goals/schema';
import { endStates } from '../../../src/outbox/message';
import { channelKinds, personalKinds } from '../../../src/outbox/message-kind';
import { type SentMessage } from '../../../src/report/sent-messages';
import { neverRefused, type Node, wrongWith } from '../../helpers/card-faults';
import { faultsIn, isInputValue, writtenElsewhere } from '../../helpers/faults-in-cards';
import { anna, channel, during, name } from '../../helpers/fixtures';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'å'.repeat(500)}`;
/** The marker has what templates have, so its texts would count as unfilled. */
const wrongIn = (card: Card) =>
  wrongWith(card, neverRefused).filter((fault) => !fault.includes(marker.slice(0, 20)));
const isShownPlain = (place: string, node: Node) => isInputValue(place, node) || place.endsWith('.tooltip');
const at = during.toISOString();
const toAnna: SentMessage = {
  ...{ key: 'k', kind: 'prompt', recipient: { type: 'person', personId: anna }, period: name.period },
  ...{ at, state: 'sent', replaces: false },
};
const row = (message: Partial<SentMessage>, recipient = 'Anna'): DeliveryRow => {
  const whole = { ...toAnna, ...message };
  return { message: whole, recipient, ...(whole.period !== undefined && { period: whole.period }) };
};
const source: DeliveriesCardSource = {
  ...{ name, programmeName: 'Ohjelma', rows: [], page: 0, pages: 1 },
  counts: { sent: 1, pending: 2, undelivered: 3, pressed: 1 },
};
const textOf = (message: Partial<SentMessage>) =>
  textsOf(
    render('deliveries', deliveriesCardData({ ...source, rows: [row(message)] }, wordingFor('fi'))),
  ).replaceAll('\u00a0', ' ');

describe('who got which message', () => {
  it.each<[string, Partial<SentMessage>, string]>([
    [
      'sent and pressed',
      { firstPressedAt: at },
      'Painiketta painettu ensimmäisen kerran 12.10.2026 klo 12.00.',
    ],
    [
      'sent and not pressed',
      {},
      'Pyyntö vastata: lähetetty 12.10.2026 klo 12.00.\nPainallusta ei ole kirjattu.',
    ],
    ['waiting', { state: 'pending' }, 'odottaa lähetystä, lähtee aikaisintaan 12.10.2026 klo 12.00.'],
    ['retried', { state: 'pending', reason: '503' }, 'yritetään uudelleen 12.10.2026 klo 12.00.'],
    ['blocked', { state: 'blocked' }, 'ei mennyt perille 12.10.2026 klo 12.00: on estänyt botin viestit'],
    ['told in another', { toldBy: 'other' }, 'sisältyi toiseen viestiin 12.10.2026 klo 12.00.'],
    ['an edit', { replaces: true, kind: 'withdrawn' }, 'Kierros peruttu: korvasi aiemman viestin 12.10.2026'],
    ['of a newer version', { kind: 'praise' }, 'praise: lähetetty'],
  ])('says in words: %s', (_what, message, said) => {
    expect(textOf(message)).toContain(said);
  });

  it('of a post in a channel says nothing about presses', () => {
    const posted = textOf({ kind: 'digest', recipient: { type: 'channel', channelId: channel } });
    expect(posted).toContain('Kooste: lähetetty');
    expect(posted).not.toContain(text('fi', 'deliveries.notPressed'));
  });

  const many = [...Object.keys(personalKinds), ...Object.keys(channelKinds)];
  const states = [...endStates, 'pending'] as const;
  const rows = Array.from({ length: 16 }, (_, index) =>
    row(
      { kind: many[index % many.length]!, state: states[index % states.length]!, firstPressedAt: at },
      long,
    ),
  );
  const candidates = Array.from({ length: 5 }, (_, index) => ({ id: `a${index}@example.org`, name: long }));
  const full: Partial<DeliveriesCardSource> = {
    ...{ rows, page: 1, pages: 3, programmeName: long, typed: long, banner: { text: long, style: 'good' } },
  };
  const shapes: Readonly<Record<string, Partial<DeliveriesCardSource>>> = {
    'nothing sent': {},
    'a full page of a round': full,
    'a full page of a person': { ...full, name: { ...name, personId: anna }, personName: long },
    'a link': { ...full, download: 'https://seuranta.example.org/reports/token' },
    'several people': { ...full, candidates, problem: 'Nimellä löytyi useita henkilöitä.' },
  };

  it.each(Object.keys(shapes))('is right in every language: %s', (what) => {
    const cards = locales.map(
      (locale) =>
        [
          locale,
          render('deliveries', deliveriesCardData({ ...source, ...shapes[what] }, wordingFor(locale))),
        ] as const,
    );
    expect(faultsIn(cards, (card) => wrongIn(card))).toEqual([]);
    expect(faultsIn(cards, (card) => writtenElsewhere(card, isShownPlain))).toEqual([]);
  });
});
