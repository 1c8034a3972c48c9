/** Takes activities from Teams: finds the person, runs what they ask for, and answers. */
import { ActivityHandler, type InvokeResponse, TurnContext } from 'botbuilder';
import { type DrawnCard } from '../../cards/render';
import { type ChannelEvent, takeChannelEvent } from '../../src/channels/take-event';
import { introduceIn } from '../../src/digest/introduce';
import { RefusedError } from '../../src/errors';
import { rememberChannel } from '../../src/goals/known-channels';
import { loadAccess } from '../../src/people/access';
import { type OrganisationCalendar } from '../../src/goals/organisation-days';
import { personByObjectId } from '../../src/people/directory';
import { forgetInstallation } from '../../src/people/installations';
import { learnLanguage } from '../../src/people/language';
import { type Person } from '../../src/people/schema';
import { welcomePerson } from '../../src/people/welcome';
import { freshStore } from '../../src/storage/store';
import { revivePrompts } from '../../src/rounds/revive-prompts';
import { type Wording } from '../../cards/parts/wording';
import { type BackgroundRunner } from './background-runner';
import { readAdminTurn, requireAdmin } from '../views/admin-turn';
import { takeFile } from '../actions/register/take-file';
import { withTimeout } from '../calls/with-timeout';
import { cardMessage } from '../views/parts/card-message';
import { botAdded, botRemoved, channelEventIn, heardIn } from './channels/channel-events';
import { channelOf } from './channels/channel-of';
import { handleCardAction } from '../actions/dispatch';
import { runCommand, runNamed } from '../commands/index';
import { type Answered } from '../commands/talking/quoted-goals';
import { runInChannel } from '../commands/in-channel';
import { forgetReference, rememberReference } from './conversation-references';
import { download, type DownloadLimits, droppedFile, type DroppedFile } from './dropped-file';
import { refusalText } from '../views/error-replies';
import { notice } from '../views/notice';
import { type FirstPresses, type PressOnMessage, withoutMessageKey } from './first-presses';
import { answerConsent, type FileConsentDeps } from './file-consent';
import { quotedIn } from './quoted';
import { ShownGoals } from './shown-goals';
import { type SenderLimiter } from './sender-limiter';
import { localeOf, ownLocale, wordingFor } from '../views/wording';

export interface BotDeps extends FileConsentDeps {
  readonly background: BackgroundRunner;
  readonly downloads: DownloadLimits;
  readonly limiter: SenderLimiter;
  readonly holidays: OrganisationCalendar;
  readonly firstPresses: FirstPresses;
  /** Called after the app was added for a person or to a channel. */
  readonly onInstalled?: (where: Installed) => Promise<void>;
}

export type Installed = { readonly personId: string } | { readonly channelId: string };

/** Keeps the answer to a card well within Teams' 10 s, even if replacing it in the conversation takes long. */
const longestReplaceMs = 3_000;

export class SeurantaBot extends ActivityHandler {
  constructor(
    private readonly deps: BotDeps,
    private readonly shown = new ShownGoals(),
  ) {
    super();
    this.onMessage(async (context, next) => {
      await this.message(context);
      await next();
    });
    this.onInstallationUpdateAdd(async (context, next) => {
      await this.installed(context);
      await next();
    });
    this.onInstallationUpdateRemove(async (context, next) => {
      const person = await this.sender(context);
      if (person && isPersonal(context)) await forgetReference(this.deps.store, person.id);
      // An upgrade of the app removes it and adds it again.
      if (context.activity.action === 'remove') await this.take(botRemoved(context));
      await next();
    });
    this.onConversationUpdate(async (context, next) => {
      await this.take(channelEventIn(context));
      await next();
    });
  }

  /** For one activity, which sees whatever anybody was told before it came. */
  forActivity(): SeurantaBot {
    return new SeurantaBot({ ...this.deps, store: freshStore(this.deps.store) }, this.shown);
  }

  private async take(event: ChannelEvent | undefined): Promise<void> {
    if (event) await takeChannelEvent(this.deps.store, event, this.deps.clock.now());
  }

  private async message(context: TurnContext): Promise<void> {
    const { store } = this.deps;
    let wording = wordingFor(localeOf(context.activity.locale));
    try {
      const sender = await this.sender(context);
      if (!sender) throw new RefusedError('unknown-person');
      wording = wordingFor(sender.language);
      const person = await this.remember(context, sender);
      wording = wordingFor(person.language);
      // A message that only carries files has no text; the framework's helper expects one.
      context.activity.text ??= '';
      const typed = TurnContext.removeRecipientMention(context.activity);
      const access = await loadAccess(store, person, this.deps.admins);
      const turn = { ...this.deps, person, access, wording };
      const file = isPersonal(context) ? droppedFile(context) : undefined;
      if (file) return void (await send(context, await this.takeFile(file, person)));
      const replies = isPersonal(context)
        ? await runCommand(typed, turn, this.answered(context, person))
        : await runInChannel(typed, turn, await this.heardIn(context));
      for (const reply of replies) this.shown.note(person.id, await send(context, reply), reply.card);
    } catch (error) {
      await this.tell(context, error, wording);
    }
  }

  /** The message that was answered, with the goal that it shows. */
  private answered({ activity }: TurnContext, { id }: Person): Answered | undefined {
    const quoted = quotedIn(activity);
    const goal = quoted && this.shown.goalOf(id, quoted.ids);
    return quoted && { ...quoted, ...(goal && { goal }) };
  }

  private async tell(context: TurnContext, error: unknown, wording: Wording): Promise<void> {
    const programmeId = error instanceof RefusedError ? error.details['programmeId'] : undefined;
    const text = await refusalText(this.deps, error, wording, programmeId);
    if (error instanceof RefusedError) return void (await send(context, notice(text)));
    this.deps.log.error({ err: error, activity: context.activity.type }, 'turn failed');
    await send(context, notice(wording.text('refused.title'), [text]));
  }

  /** Fetches nothing for people who may not import it. */
  private async takeFile(file: DroppedFile, person: Person): Promise<DrawnCard> {
    const turn = await readAdminTurn(this.deps, person, 'command');
    requireAdmin(turn);
    const bytes = await download(file, this.deps.downloads);
    const card = await takeFile(turn, { fileName: file.name, bytes });
    return { card, summary: turn.wording.text('import.title') };
  }

  private async installed(context: TurnContext): Promise<void> {
    const { onInstalled } = this.deps;
    const channelId = await this.rememberChannel(context);
    await this.take(botAdded(context));
    const { store, clock } = this.deps;
    const person = await this.sender(context);
    if (channelId !== undefined) {
      const language = person?.language ?? localeOf(context.activity.locale);
      await introduceIn(store, { channelId, language }, clock.now());
      return onInstalled?.({ channelId });
    }
    if (!person) return;
    if (isPersonal(context)) await welcomePerson(store, person.id, clock.now());
    await this.remember(context, person);
    await onInstalled?.({ personId: person.id });
  }

  /** A channel can get digests once the app was added to it or mentioned in it. @returns its id */
  private async rememberChannel(context: TurnContext): Promise<string | undefined> {
    const channel = channelOf(context);
    if (channel) await rememberChannel(this.deps.store, channel);
    return channel?.id;
  }

  private async heardIn(context: TurnContext): Promise<string | undefined> {
    const channelId = await this.rememberChannel(context);
    if (channelId !== undefined) await this.take(heardIn(channelId));
    return channelId;
  }

  /** Called by the framework for every invoke; only submits of our cards and answers about our files are known. */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    switch (context.activity.name) {
      case 'adaptiveCard/action':
        return { status: 200, body: await this.cardAction(context) };
      case 'fileConsent/invoke':
        await this.fileConsent(context);
        return { status: 200 };
      default:
        return { status: 400 };
    }
  }

  private async fileConsent(context: TurnContext): Promise<void> {
    let wording = wordingFor(localeOf(context.activity.locale));
    try {
      const person = await this.sender(context);
      if (!person) throw new RefusedError('unknown-person');
      wording = wordingFor(person.language);
      if (!isPersonal(context)) throw new RefusedError('report-elsewhere');
      this.deps.background.start(context.activity, await answerConsent(this.deps, person, context.activity));
    } catch (error) {
      await this.tell(context, error, wording);
    }
  }

  private async cardAction(context: TurnContext): Promise<object> {
    const { log, firstPresses } = this.deps;
    let wording = wordingFor(localeOf(context.activity.locale));
    let pressed: PressOnMessage | undefined;
    try {
      const person = await this.sender(context);
      if (!person) throw new RefusedError('unknown-person');
      wording = wordingFor(person.language);
      const value = context.activity.value as { action?: unknown } | undefined;
      const channel = channelOf(context)?.id;
      const { action, key } = withoutMessageKey(value?.action);
      pressed = key === undefined ? undefined : { personId: person.id, key, at: this.deps.clock.now() };
      const answer = await handleCardAction({ ...this.deps, runNamed }, person, action, channel);
      const { card, summary, replacesPosted, later, more = [] } = answer;
      if (later && !isPersonal(context)) throw new RefusedError('report-elsewhere');
      if (later) this.deps.background.start(context.activity, later);
      // A card that one person asked for must not replace the channel's.
      if (replacesPosted && isPersonal(context))
        await withTimeout(longestReplaceMs, this.replaceCard(context, { card, summary }));
      if (isPersonal(context)) this.shown.note(person.id, context.activity.replyToId, card);
      if (isPersonal(context)) for (const each of more) await send(context, each);
      return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
    } catch (error) {
      if (!(error instanceof RefusedError)) log.error({ err: error }, 'card action failed');
      const programmeId = error instanceof RefusedError ? error.details['programmeId'] : undefined;
      const message = await refusalText(this.deps, error, wording, programmeId);
      return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: message };
    } finally {
      if (pressed) firstPresses.note(pressed);
    }
  }

  /** The returned card is shown only on the client that asked; the updated activity lasts, on every device. */
  private async replaceCard(context: TurnContext, drawn: DrawnCard): Promise<void> {
    const id = context.activity.replyToId;
    if (!id) return;
    try {
      await context.updateActivity({ ...cardMessage(drawn), id });
    } catch (error) {
      this.deps.log.warn({ err: error }, 'card was answered but not replaced in the conversation');
    }
  }

  /**
   * The person named by the verified token's activity; nothing else in it is trusted.
   * @throws RefusedError `too-fast`.
   */
  private async sender(context: TurnContext): Promise<Person | undefined> {
    const objectId = context.activity.from?.aadObjectId;
    if (!objectId) return undefined;
    await this.deps.limiter.take(objectId);
    const [person] = await Promise.all([
      personByObjectId(this.deps.store, objectId),
      this.deps.holidays.refresh(),
    ]);
    return person;
  }

  /** A person who can be reached for the first time, or again, is welcomed and gets what is still open. Learns the language too. */
  private async remember(context: TurnContext, person: Person): Promise<Person> {
    if (!isPersonal(context)) return person;
    const { store, clock } = this.deps;
    const locale = ownLocale(context.activity.locale);
    const learnt = locale !== undefined && (await learnLanguage(store, person.id, locale));
    const reference = TurnContext.getConversationReference(context.activity);
    await rememberReference(store, person.id, reference, async () => {
      await welcomePerson(store, person.id, clock.now());
      await forgetInstallation(store, person.id);
      await revivePrompts(store, person.id, clock.now());
    });
    return learnt ? { ...person, language: locale } : person;
  }
}

function isPersonal({ activity: { conversation } }: TurnContext): boolean {
  return conversation.conversationType === 'personal';
}

/** @returns the id of the message */
async function send(context: TurnContext, drawn: DrawnCard): Promise<string | undefined> {
  return (await context.sendActivity(cardMessage(drawn)))?.id;
}
