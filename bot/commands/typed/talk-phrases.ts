/** What people write to the bot besides commands, as folded phrases in three languages. Pure. */

import { phrasesIn } from './words-typed';

/** What a message is about. */
export const subjects = [
  /** Whom to ask; also for more time, and for a person instead of a bot. */
  'coordinator',
  /** It is somebody else's, or the person wants no more messages. */
  'not-mine',
  /** Something does not work, or could be better. */
  'feedback',
  /** The person is away, or looks for a substitute. */
  'absence',
  /** The person has no time now. */
  'busy',
  /** The person wants to be reminded later. */
  'later',
  /** Nothing has changed since last time. */
  'unchanged',
  /** When answers are due. */
  'deadline',
  /** What the bot is and how it is used. */
  'about',
  /** What the person is asked, and how much of it is left. */
  'count',
  /** The person wants to answer now. */
  'start',
] as const;
export type Subject = (typeof subjects)[number];

/** The first subject with a phrase in the message wins. `*` at the end of a word matches any ending. */
export const talkPhrases: Readonly<Record<Subject, readonly string[]>> = {
  coordinator: phrasesIn(
    'koordinaattor*, yhteyshenkil*, kehen otan, kehen voin, keneen otan, keneen voin, kenelta voi*',
    'kenelta kys*, kuka auttaa, kuka vastaa tasta, kuka pyorittaa, ihmisen kanssa, ihmiselle, lisaaik*',
    'jatkoaik*',
    'koordinator*, samordnar*, kontaktperson*, vem kontaktar, vem ska jag, vem kan jag, vem kan hjalpa',
    'till en manniska, med en manniska, mer tid, forlangd tid, forlangning*, vem fragar jag',
    'coordinator*, contact person, who do i, who can i, who should i, whom do i, whom can i',
    'whom should i',
    'who is in charge, to a human, to a person, real person, more time, extension',
  ),
  'not-mine': phrasesIn(
    'ei kuulu minu*, ei kuulu mu*, ei ole minun, ei ole mun, ei oo mun, vaara henkilo, vaaralle henki*',
    'en vastaa ena*, en ole ena*, en oo ena*, vaihdoin tehtav*, kollegal*, kollegaa, toiselle',
    'jollekin muulle',
    'delegoi*, lopeta*, ala laheta, en halua nait*, en halua viest*, peru tilaus, poista minut',
    'inte mitt, inte min, inte mina, inte mig, inte jag, fel person, kollega, en kollega, overlat*',
    'sluta*, stoppa*, avsluta*',
    'ta bort mig, avregistrera*, ansvarar inte, inte langre, avprenumerera*, delegera*',
    'not mine, not my, isnt mine, isnt my, not me, wrong person, a colleague, to colleague, delegate*',
    'hand over',
    'stop, unsubscribe*, remove me, no longer, dont send, do not send, opt out, leave me alone',
    'someone else',
  ),
  feedback: phrasesIn(
    'palaut*, palautetta, kehitysehdot*, kehitysid*, bugi*, bugaa, vika, virhe*, ei toimi, eivat toimi',
    'rikki',
    'en paase, ei aukea, ei tallen*, en saa auki, en saa tallen*, jumi*, huono botti, turha botti, tokkii',
    'feedback, aterkoppling*, synpunkt*, fungerar inte, funkar inte, funkar ej, bugg*, trasig*, gar inte',
    'fel i, klaga*, klagomal',
    'bug, bugs, broken, not work*, doesnt work, does not work, isnt working, error*, suggestion*',
    'complain*, i have an idea, bad bot, cant save, cannot save, cant open',
  ),
  absence: phrasesIn(
    'loma, lomalla, lomalle, lomani, lomaa, lomailen, lomaviik*, kesaloma*, talviloma*, hiihtoloma*',
    'syysloma*, joululoma*',
    'vuosiloma*, isyysvapaa*, vanhempainvapaa*, perhevapaa*, aitiysloma*, hoitovapaa*, opintovapaa*',
    'virkavapaa*, tyovapaa*, vapaalla, saldovapaa*',
    'poissa, poissaolo*, sairaana, sairas*, olen kipea, sijaista*, sijaiseni, sijaiseksi, tuuraa*',
    'tuuraaja*, reissussa, matkoilla, matkalla, tyomatka*, en ole paikalla, en ole toissa, en oo toissa',
    'semester*, ledig*, franvar*, borta, sjuk*, foraldraledig*, tjanstledig*, vab, vabb*, vikarie*',
    'bortrest, pa resa, pa tjansteresa, inte pa plats, inte pa jobbet, inte pa kontoret, min ersattare',
    'ersatter mig',
    'vacation*, holiday*, on leave, annual leave, parental leave, sick*, out of office',
    'out of the office, ooo, oof, pto, away, day off, days off, off work, be off, not in the office',
    'stand in, cover for me, my substitute, travelling, traveling',
  ),
  busy: phrasesIn(
    'en ehdi, en ehi, en ehtisi, en millaan ehdi, en taida ehtia, en kerkea, en kerkee, ei ehdi',
    'en mitenkaan, ei ole aikaa, ei oo aikaa, ei nyt, ei tanaan, ei juuri nyt, en pysty, en voi nyt',
    'kiire, kiireinen, kiireita, kiiretta, kokouksessa, palaverissa',
    'hinner inte, hinner ej, hinner tyvarr, har inte tid, har ej tid, ingen tid, inte nu, inte idag',
    'inte i dag, inte just nu, upptagen, mycket nu, stressad, sitter i mote, i mote',
    'no time, not now, not today, not right now, dont have time, do not have time, cant do, cannot do',
    'cant answer, cant right now, too busy, busy, in a meeting, swamped',
  ),
  later: phrasesIn(
    'muistuta*, muistutus, muistutusta, muistuttaa, muistuttais*, myohemmin, palaan asiaan, palaan tahan',
    'torkku, vastaan huomenna, vastaan ensi, teen huomenna, teen taman, teen sen, hoidan huomenna',
    'hoidan taman, hoidan sen, siirra, lykkaa*, kysy uudestaan, kysy uudelleen, kysy huomenna, huomenna',
    'ensi viikolla',
    'paminn*, senare, aterkommer, skjut upp, skjuta upp, snooza*, fraga igen, svarar imorgon',
    'svarar i morgon, imorgon, i morgon, nasta vecka, gor det',
    'remind*, snooze*, later, postpone*, get back to, ask again, ask me again, ping me, tomorrow',
    'next week, do it on, nudge me',
  ),
  unchanged: phrasesIn(
    'ennallaan, ei muuto*, ei ole muuttu*, ei muuttunut, mikaan ei, sama kuin, samat kuin, ei uutta',
    'ei mitaan uutta, ei muuta',
    'oforandra*, ingen forandring, inga forandring*, ingen andring, inga andring*, inget nytt',
    'inget har andrat*, samma som, som forut, som tidigare',
    'unchanged, no change*, nothing new, nothing changed, nothing has changed, nothing to report',
    'same as, as before, no update*',
    'samana kuin, samma svar',
  ),
  deadline: phrasesIn(
    'deadlin*, maaraaik*, maarapaiv*, mihin mennessa, milloin pita*, koska pita*, milloin viimeistaan',
    'takaraja*, milloin kierros, kuinka kauan aikaa',
    'tidsfrist*, sista dag*, nar maste, nar ska, nar senast, hur lange har',
    'when is, when do i, when does, when are, due, by when, how long do i',
  ),
  about: phrasesIn(
    'mita osaat, mita sina osaat, mika tama on, mika taa, mika sina, mika tama, kuka olet, kuka sina',
    'kuka sa, oletko ihminen, oletko botti, miten tama, miten taa, miten taha*, miten vastaan',
    'miten vastat*, miten kayt*, miten tata, miten paasen, kuinka tama, kuinka vastaan, auta',
    'auttaisitko, voitko auttaa, neuvo*, tarvitsen apua, en ymmarra, en tajua, en osaa, ohjeet, ohjeita',
    'komennot, valikko, miksi saan, miksi kysyt, apuva',
    'vad kan du, vad gor du, vem ar du, vad ar du, vad ar det har, vad ar detta, ar du en, hur fungerar',
    'hur funkar, hur svarar, hur gor, hur anvander, forstar inte, fattar inte, hjalp*, behover hjalp',
    'instruktion*, kommandon, meny, varfor far, varfor fragar',
    'what can you, what do you do, who are you, what are you, what is this, whats this, are you a',
    'am i talking, how does this, how do i, how do you, how can i, how to, help*, dont understand',
    'do not understand, confused, instruction*, commands, menu, options, why am i, why do i, why do you',
    'i am lost, im lost',
  ),
  count: phrasesIn(
    'paljonko, paljo, montako, kuinka mont*, kuinka palj*, mita minul*, mita mul*, mita sinulla',
    'mita puuttuu, mika puuttuu, mita pita*, mita mun, mita minun, mita seuraav*, mita nyt, onko minul*',
    'onko mul*, onko viela, viela jaljella, jaljella, mun tavoit*, minun tavoit*, tavoitteeni, tehtavani',
    'mita odot*, tekematta, vastaamatta minul*, nayta kaikki, nayta tavoit*, nayta minun, mitka tavoit*',
    'keskeneraiset, mista vastaan, kysymykset, missa lomake, missa kysy*, en loyda',
    'hur manga, hur mycket, vad har jag, vad vantar, vad ska jag, vad maste jag, vad behover jag',
    'mina uppgift*, mina fragor, har jag nagot, har jag nagra, kvar, visa alla, visa mina, visa mal',
    'vilka mal, vad fattas, vad saknas, vad nu, hittar inte, var ar',
    'how many, how much, what do i have, what is left, whats left, anything left, left, my tasks',
    'my targets, my questions, todo, to do, what should i, what do i need, do i have, pending, show all',
    'show me, show my, list, what now, whats next, what next, what do you need, what do you want',
    'where is, where do i, cant find, my stuff',
    'kysymykse*, omat tavoit*, ota takaisin, takaisin, alla mina, mina mal, ta tillbaka, tillbaka',
    'all my, my goals, take back, back',
  ),
  start: phrasesIn(
    'aloita, aloitetaan, aloittaa, jatka, jatketaan, vastaa, vastaan, vastaan nyt, haluan vastata',
    'vastata, taydennan, paivita, haluan paivittaa, anna tulla, seuraava, seuraavat, avaa',
    'borja, borjar, starta, fortsatt, fortsatta, svara, vill svara, vill uppdatera, uppdatera, kor',
    'kor igang, nasta, oppna',
    'start, begin, continue, go, lets go, answer, want to answer, update, ready, im ready, next, open',
    // What the buttons of a goal say: they are pressed on its card.
    'muuta, tallen*, luonno*, lahet*, tayta*, pida nykyinen, andra, spara, utkast*, skicka, behall*',
    'anvand*, change, save, draft*, send, keep, use last',
  ),
};
