/** Greetings, thanks and "ok": what they are, and what is left of a message without them. Pure. */
import { phrasesIn, wordsTyped } from './words-typed';

export type SmallTalk = 'greeting' | 'thanks' | 'ok';

/** The longest of a kind first: "hei hei" before "hei". They are removed from the beginning of a message. */
const phrases: Readonly<Record<SmallTalk, readonly string[]>> = {
  greeting: phrasesIn(
    'hyvaa huomenta, hyvaa paivaa, hyvaa iltaa, hyvaa iltapaivaa, mita kuuluu, miten menee',
    'huomenta, paivaa, iltaa, moikka, moikka moi, moi, moro, morjens, terve, tervehdys, hei, heippa',
    'no hei, no moi, testi',
    'god morgon, god dag, god kvall, god eftermiddag, hur mar du, hur ar laget, hur gar det',
    'hej pa dig, hej igen, hejsan, hallo, halla, halloj, hej, tjena, tjenare, tja, morron, god morron',
    'good morning, good afternoon, good evening, how are you, how are you doing, whats up',
    'how is it going',
    'hi there, hey there, hello there, hello bot, hi bot, hello, hi, hii, hiya, hey, greetings, morning',
    'dear bot, test, anybody there, is anybody there, are you there, oletko siella, ar du dar',
    '👋',
  ),
  thanks: phrasesIn(
    'kiitos paljon, kiitos avusta, kiitoksia, kiitos, kiitti, kiits, kiitosta, suurkiitos',
    'tuhannet kiitokset, kiitos samoin, tosi hyva, hienoa, mahtavaa, hyvin toimii',
    'tack sa mycket, tusen tack, stort tack, tack snalla, tack for hjalpen, tackar, tack, toppen',
    'jattebra, vad bra, perfekt',
    'thank you so much, thank you very much, thank you, thanks a lot, many thanks, thanks, thx, ty',
    'cheers, great, awesome, perfect, nice, cool, good job, u da best, much appreciated',
    '🙏, ❤, ♥, 🥰, 🎉, 😍, 💪, 👏',
  ),
  ok: phrasesIn(
    'okei, ok, okay, k, selva, selva juttu, selvis, selvan teki, joo, juu, jep, kylla, ei, ei kiitos',
    'hyva, sopii, ymmarran, ymmarretty, asia selva, kuitti, tehty, valmis, valmista, hoidettu, vastattu',
    'vastasin jo, olen jo vastannut, hei hei, heippa hei, moi moi, nakemiin, hyvaa viikonloppua, nahdaan',
    'anteeksi, sori, no niin, aha',
    'okej, ja, jo, japp, ja tack, nej, nej tack, jag fattar, forstatt, uppfattat, bra, det ar bra, klart',
    'klar, gjort, redan svarat, jag har redan svarat, hej da, hejda, vi ses, ha det bra, trevlig helg',
    'adjo, forlat, ursakta, absolut, javisst, visst, sjalvklart',
    'yes, yep, yup, yeah, no, nope, no thanks, sure, of course, absolutely, got it, understood, will do',
    'alright, all right, fine, sounds good, noted, roger, done, already done, i already answered, bye',
    'bye bye, goodbye, see you, see you later, have a nice day, sorry, i see, good',
    '👍, 👌, ✅, ✔, 🙂, 😊, 😀, 😄, 😅, 😉, 🫡, ☺',
  ),
};

/** Polite words and the bot's name: they mean nothing by themselves. */
const polite = new Set(['please', 'pls', 'plz', 'snalla', 'again', 'taas', 'igen']);
const names = new Set(['seuranta', 'botti', 'bot', 'boten', 'robotti', 'robot', 'all', 'everyone']);

/** An answer when alone; before other words they change the meaning: "ei nyt", "no time". */
const onlyAlone = new Set([
  ...['ei', 'hyva', 'valmis', 'testi', 'terve', 'nej', 'bra', 'klar', 'ja', 'jo'],
  ...['no', 'good', 'test', 'fine', 'sorry', 'nice', 'great', 'k', 'ty'],
]);

const kinds = Object.keys(phrases) as SmallTalk[];
const all = kinds
  .flatMap((kind) => phrases[kind].map((phrase) => ({ kind, phrase, count: phrase.split(' ').length })))
  .sort((a, b) => b.count - a.count);

interface Stripped {
  /** The first kind in the message that is more than "ok", else that. */
  readonly kind?: SmallTalk;
  /** The rest of the message, as it was typed; may be empty. */
  readonly rest: string;
}

const mostWords = 40;

/** Removes small talk from the beginning of a message and from its end. */
export function withoutSmallTalk(typed: string): Stripped {
  let words: readonly string[] = typed.trim().split(/\s+/).filter(Boolean);
  if (words.length > mostWords) return { rest: typed.trim() };
  const found: SmallTalk[] = [];
  for (let end = nextEnd(words, found); end; end = nextEnd(words, found)) {
    words = end.isAtStart ? words.slice(end.count) : words.slice(0, -end.count);
    if (end.kind) found.push(end.kind);
  }
  const kind = found.find((each) => each !== 'ok') ?? found[0];
  const rest = words.join(' ');
  // A smiley of punctuation says nothing; a question mark asks for help.
  const isSaying = /[\p{L}\p{N}?]/u.test(rest);
  return { rest: kind && !isSaying ? '' : rest, ...(kind && { kind }) };
}

interface End {
  readonly count: number;
  readonly isAtStart: boolean;
  /** Absent for a word that is only polite. */
  readonly kind?: SmallTalk;
}

function nextEnd(words: readonly string[], found: readonly SmallTalk[]): End | undefined {
  for (const isAtStart of [true, false])
    for (const { kind, phrase, count } of all) {
      if (count > words.length || (onlyAlone.has(phrase) && words.length > count)) continue;
      const piece = isAtStart ? words.slice(0, count) : words.slice(-count);
      if (wordsTyped(piece.join(' ')).join(' ') === phrase) return { count, isAtStart, kind };
    }
  return politeEnd(words, found);
}

/** A name is ignored before other words, or beside a greeting: "huono botti" is about the bot. */
function politeEnd(words: readonly string[], found: readonly SmallTalk[]): End | undefined {
  const [first, last] = [words[0], words.at(-1)].map((word) => wordsTyped(word ?? '')[0] ?? '');
  const mayEnd = words.length > 1 || found.length > 0;
  if (!mayEnd) return undefined;
  if (polite.has(first!) || names.has(first!)) return { count: 1, isAtStart: true };
  const isOver = polite.has(last!) || (names.has(last!) && found.length > 0);
  return isOver ? { count: 1, isAtStart: false } : undefined;
}
