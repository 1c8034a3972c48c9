/** What Teams shows of the app before anybody has written to the bot, in the three languages. */
import { type Locale } from '../../src/goals/schema';

export interface AppTexts {
  /** At most 30 characters. */
  readonly short: string;
  /** At most 100 characters. */
  readonly full: string;
  /** At most 80 characters. */
  readonly about: string;
  /** At most 4,000 characters. */
  readonly more: string;
  /** Commands of a channel, beside those of the chat: name and what it does. */
  readonly inChannel: readonly (readonly [name: string, does: string])[];
}

export const appTexts: Readonly<Record<Locale, AppTexts>> = {
  fi: {
    short: 'Seuranta',
    full: 'Seuranta – tavoitteiden seuranta',
    about: 'Kysyy tavoitteiden tilanteen vastuuhenkilöiltä ja kokoaa sen johdolle.',
    more:
      'Seuranta kysyy jokaisella seurantakaudella vastuuhenkilöiltä, miten heidän tavoitteensa etenevät, ' +
      'muistuttaa vain niitä, joilta vastaus puuttuu, ja lähettää johdon kanaviin viikoittaisen koosteen: ' +
      'mikä muuttui ja mikä tarvitsee tukea. Vastaukset annetaan keskustelussa, suomeksi, ruotsiksi tai ' +
      'englanniksi. Suunnittelusta vastaavat avaavat ja sulkevat kierrokset, muuttavat aikataulua ja ' +
      'tekevät julkaistavat raportit.',
    inChannel: [
      ['kooste', 'viimeisin kooste niistä ohjelmista, joita kanava seuraa'],
      ['tilaa', 'tilaa ohjelman kooste tähän kanavaan (pääkäyttäjät), esim. tilaa tuottavuusohjelma'],
    ],
  },
  sv: {
    short: 'Seuranta',
    full: 'Seuranta – uppföljning av mål',
    about: 'Frågar de ansvariga hur målen framskrider och sammanställer det för ledningen.',
    more:
      'Seuranta frågar under varje uppföljningsperiod de ansvariga personerna hur deras mål framskrider, ' +
      'påminner bara dem som inte har svarat och skickar ett sammandrag till ledningens kanaler varje vecka: ' +
      'vad som har ändrats och var det behövs stöd. Svaren ges i chatten på finska, svenska eller engelska. ' +
      'De som ansvarar för planeringen öppnar och stänger omgångarna, ändrar tidtabellen och gör rapporterna ' +
      'som publiceras.',
    inChannel: [
      ['sammandrag', 'det senaste sammandraget av de program som kanalen följer'],
      [
        'prenumerera',
        'beställ sammandraget av ett program till kanalen (administratörer), t.ex. prenumerera halvårsuppföljning',
      ],
    ],
  },
  en: {
    short: 'Seuranta',
    full: 'Seuranta – follow-up of goals',
    about: 'Asks responsible persons where their goals stand and sums it up for leaders.',
    more:
      'In every follow-up period Seuranta asks the responsible persons how their goals proceed, reminds only ' +
      'those who have not answered, and posts a weekly digest to leadership channels: what changed and what ' +
      'needs help. Replies are given in chat, in Finnish, Swedish or English. The planning office opens and ' +
      'closes rounds, changes the schedule and makes the reports that are published.',
    inChannel: [
      ['digest', 'the latest digest of the programmes that the channel follows'],
      ['subscribe', 'send a programme’s digest to this channel (admins), e.g. subscribe half-year follow-up'],
    ],
  },
};
