/** Presses every button that the cards offer, breadth first, and looks at every card that it gets. */
import { actions } from '../../bot/actions';
import { type Who } from '../../bot/actions/parts/permission';
import { type Verb } from '../../cards/parts/verbs';
import { type Card } from '../../cards/render';
import { type TeamsUser } from '../../deploy/local/scripted-user';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { buttonsOf, pressInChannel, show } from '../helpers/pressing';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { answersTo, type Channel, sayIn, sayInChannel } from '../helpers/saying';
import { cardShown, offersFile, type PostedActivity } from '../helpers/teams-conversations';
import { inputsIn, typedInto, type Way, ways } from './typing';

/** A person, in the chat with the bot or in a channel. */
export interface Presser {
  readonly role: string;
  readonly user: TeamsUser;
  readonly channel?: Channel;
  /** What somebody else presses in a programme. */
  readonly leaves?: readonly Who[];
}

interface Press {
  readonly by: Presser;
  readonly verb: Verb;
  readonly data: Readonly<Record<string, unknown>>;
  readonly card: Card;
  readonly way: Way;
  /** How the person came to the button. */
  readonly path: string;
}

/** What ends or changes more than one goal is pressed only after everything else, where a test allows it. */
const grave: readonly Verb[] = [
  ...(['open', 'close', 'reopen', 'move-deadline', 'pause', 'resume', 'discard-round'] as const),
  ...(['proposal-accept', 'proposal-decline', 'owner-change', 'revoke', 'grant'] as const),
  ...(['accept-all', 'assign', 'send-answer', 'schedule-save', 'programme-start'] as const),
  ...([
    'channel-add',
    'channel-remove',
    'channel-restore',
    'import-apply',
    'import-cancel',
    'substitute-set',
  ] as const),
  ...(['substitute-remove', 'follow-stop', 'translation-take-back', 'take-back', 'discard'] as const),
  ...(['language', 'hand-over-to', 'snooze-until'] as const),
];

/** On what a button does with what was typed, depending on how well it was typed. */
const taking: readonly Verb[] = [
  ...(['save', 'fill', 'form-save', 'hand-over-to', 'snooze-until', 'translation-save'] as const),
  ...([
    'substitute-set',
    'follow-save',
    'move-deadline',
    'report-make',
    'report-words-save',
    'reopen',
  ] as const),
  ...(['comment', 'assign-preview', 'owner-change', 'grant', 'channel-add', 'schedule-preview'] as const),
  ...(['import-plan', 'import-sides'] as const),
];
/** These keep what was typed as a draft. */
const keeping: readonly Verb[] = ['keep', 'goal', 'page', 'overview', 'form', 'hand-over', 'skip', 'prefill'];

function waysOf(verb: Verb): readonly Way[] {
  if (taking.includes(verb)) return ways;
  return keeping.includes(verb) ? ['untouched', 'filled', 'wrong'] : ['untouched'];
}

export interface CrawlOptions {
  readonly running: BotUnderTest;
  /** Texts that no press on a card as it was drawn may lead to. */
  readonly never: readonly string[];
  /** Buttons that name another programme are only looked at. */
  readonly programmeId: string;
}

export class Crawl {
  readonly faults: string[] = [];
  readonly pressed = new Set<Verb>();
  cards = 0;
  presses = 0;
  /** The goals about which each kind of button was pressed. */
  private readonly tried = new Map<string, Set<unknown>>();
  private readonly seen = new Set<string>();
  private readonly posted = new Map<string, number>();
  /** The first press of every verb by every role. */
  private readonly old = new Map<string, Press>();
  private waiting: Press[] = [];
  private heavy: Press[] = [];
  private stage = '';

  constructor(private readonly options: CrawlOptions) {}

  /** From here on every kind of button is pressed again. */
  enter(stage: string): void {
    this.stage = stage;
    this.heavy = [];
  }

  async say(by: Presser, typed: string): Promise<void> {
    const { running } = this.options;
    const cards = by.channel
      ? await sayInChannel(running, by.user, by.channel, typed)
      : await sayIn(running, by.user, typed);
    for (const card of cards) this.see(by, card, `"${typed}"`);
  }

  /** Shows what a button would that somebody has in another card. */
  async open(by: Presser, verb: Verb, data: object): Promise<void> {
    this.see(by, await show(by.user, verb, data), verb);
  }

  /** Drops a register into the chat. */
  async drop(by: Presser, attachment: object): Promise<void> {
    const content = { type: 'message', text: '', attachments: [attachment] };
    for (const card of await answersTo(this.options.running, by.user, content)) this.see(by, card, 'a file');
  }

  /** Looks at what the bot has sent since; `by` presses what came into their chats, and somebody what channels got. */
  seePosted(by: readonly Presser[], inChannels: Presser): void {
    for (const { id, channelId, activities } of this.options.running.connector.conversations.all()) {
      const presser = by.find(({ user }) => user.receipt.conversationId === id);
      for (const posted of activities) this.seeVersions(posted, channelId ? inChannels : presser);
    }
  }

  private seeVersions(posted: PostedActivity, by: Presser | undefined): void {
    const known = this.posted.get(posted.id) ?? 0;
    this.posted.set(posted.id, posted.versions.length);
    for (let count = known + 1; count <= posted.versions.length; count++) {
      const version = { ...posted, versions: posted.versions.slice(0, count) };
      if (!version.versions.at(-1)!.attachments || offersFile(version)) continue;
      const card = cardShown(version);
      if (by) this.see(by, card, `sent "${String(posted.versions[0]!.summary)}"`);
      else this.check(card, `sent "${String(posted.versions[0]!.summary)}"`);
    }
  }

  /** Looks at a card, and presses its buttons later. */
  see(by: Presser, card: Card, path: string): void {
    this.check(card, `${by.role}: ${path}`);
    const inputs = inputsIn(card);
    for (const button of buttonsOf(card)) {
      const verb = button.verb as Verb;
      const typable = inputs.length > 0 && button.associatedInputs !== 'none';
      for (const way of typable ? waysOf(verb) : (['untouched'] as const))
        this.plan({ by, verb, data: button.data, card, way, path });
    }
  }

  private plan(press: Press): void {
    const { programmeId, goalId } = press.data;
    if (programmeId !== undefined && programmeId !== this.options.programmeId) return;
    if (programmeId !== undefined && press.by.leaves?.includes(actions[press.verb].who)) return;
    const kind = kindOf(press, this.stage);
    const goals = this.tried.get(kind) ?? new Set();
    if (goals.has(goalId) || goals.size >= mostGoalsOf(press)) return;
    this.tried.set(kind, goals.add(goalId));
    (grave.includes(press.verb) ? this.heavy : this.waiting).push(press);
  }

  /** Presses once more what has been pressed on cards that are old by now: every verb of every role. */
  async pressOld(): Promise<void> {
    const old = [...this.old.values()];
    for (const press of old) await this.press(press);
  }

  /** Presses what waits, then one thing of consequence that may be pressed, and so on. */
  async pressAll(mayBePressed: (verb: Verb) => boolean): Promise<void> {
    const next = () => this.waiting.shift() ?? this.nextGrave(mayBePressed);
    for (let press = next(); press; press = next()) await this.press(press);
  }

  private nextGrave(mayBePressed: (verb: Verb) => boolean): Press | undefined {
    const index = this.heavy.findIndex(({ verb }) => mayBePressed(verb));
    return index < 0 ? undefined : this.heavy.splice(index, 1)[0];
  }

  /** No two presses are at the same moment. */
  private later(): void {
    const { clock } = this.options.running;
    clock.set(new Date(clock.now().getTime() + 1000).toISOString());
  }

  private async press(press: Press): Promise<void> {
    const { by, verb, data, card, way, path } = press;
    const name = `${by.role} ${verb}`;
    if (!this.old.has(name)) this.old.set(name, press);
    this.presses++;
    this.later();
    this.pressed.add(verb);
    const ownInputs = buttonsOf(card, verb).some(
      (each) => each.data === data && each.associatedInputs !== 'none',
    );
    const sent = ownInputs ? { ...data, ...typedInto(card, way, this.options.programmeId) } : data;
    const here = `${path} › ${verb}${way === 'untouched' ? '' : ` (${way})`}`;
    const shown = by.channel
      ? await pressInChannel(this.options.running, by.user, by.channel, verb, sent)
      : shownBy(await postInvoke(by.user, { action: { type: 'Action.Execute', verb, data: sent } }));
    if (shown.card) this.see(by, shown.card, here);
    else if (this.options.never.includes(shown.text!)) this.fault(`${by.role}: ${here}: ${shown.text}`);
  }

  private check(card: Card, path: string): void {
    const json = JSON.stringify(card);
    if (this.seen.has(json)) return;
    this.seen.add(json);
    this.cards++;
    for (const fault of wrongWith(card)) this.fault(`${path}: ${fault}`);
    const banner = bannerOf(card)?.text;
    if (banner && this.options.never.includes(banner)) this.fault(`${path}: ${banner}`);
  }

  private fault(said: string): void {
    this.faults.push(`${this.stage}: ${said}`);
  }
}

/** A person's goals may be in different states. */
function mostGoalsOf({ verb, way }: Press): number {
  return way === 'untouched' && ['goal', 'hand-over', 'question'].includes(verb) ? 2 : 1;
}

/** What makes another kind of press; everything else in a button's data names one of many. */
const telling = [
  ...['programmeId', 'page', 'list', 'language', 'format', 'command', 'role', 'unknown', 'whole', 'own'],
  ...['draft', 'confirm', 'lock', 'forGood', 'form'],
];

/** What was typed is read in the same way whatever the state of the round; a press without it, on whatever card. */
function kindOf({ by, verb, data, card, way }: Press, stage: string): string {
  const about = telling.map((key) => (key in data ? String(data[key]) : ''));
  const types = new Set(
    inputsIn(card).map(({ type, id, choices }) =>
      id === 'scope' ? choices?.[0]?.value.split('|')[0] : type,
    ),
  );
  const typed = way === 'untouched' ? [] : [way, ...types];
  const isSame = way !== 'untouched' || verb === 'command';
  return JSON.stringify([isSame ? '' : stage, by.role, verb, about, typed]);
}
