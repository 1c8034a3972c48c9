/** Activities as Teams sends them, with other people's ids and hostile values anywhere. */
import fc from 'fast-check';
import { actions } from '../../bot/actions';
import { commands } from '../../bot/commands';
import { inputPrefix } from '../../cards/parts/goals/field-elements';
import { botId, tenantId } from '../helpers/tenant';
import { hostileBody, hostileText, hostileValue } from './hostile-values';
import { mutated, mutation } from './mutation';
import { oddShape } from './odd-shapes';

/** The store's content, so that ids refer to something. */
export interface Targets {
  readonly serviceUrl: string;
  readonly rounds: readonly { readonly programmeId: string; readonly period: string }[];
  /** Goals with their fields. */
  readonly goals: readonly {
    readonly programmeId: string;
    readonly goalId: string;
    readonly fields: readonly string[];
  }[];
  readonly personIds: readonly string[];
  readonly units: readonly string[];
}

export const verbs = Object.keys(actions);

/**
 * Bodies of requests.
 * @param senders directory ids of Teams
 * @param without verbs to leave out
 */
export function hostileRequests(
  targets: Targets,
  senders: readonly string[],
  without: readonly string[] = [],
): fc.Arbitrary<string> {
  const sender = fc.constantFrom(...senders);
  const action = fc
    .tuple(fc.constantFrom(...verbs.filter((verb) => !without.includes(verb))), dataFor(targets))
    .map(([verb, data]) => ({ action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }));
  const activity = fc
    .tuple(
      sender,
      fc.oneof({ weight: 6, arbitrary: action.map(cardAction) }, { weight: 4, arbitrary: otherKinds() }),
    )
    .map(([aadObjectId, content]) => ({ ...envelope(targets, aadObjectId), ...content }));
  const changed = fc
    .tuple(activity, fc.array(mutation, { maxLength: 2 }))
    .map(([whole, mutations]) => JSON.stringify(answeredHere(mutated(whole, mutations), targets)));
  const shaped = fc
    .tuple(activity, oddShape(senders), fc.array(mutation, { maxLength: 1 }))
    .map(([whole, shape, mutations]) =>
      JSON.stringify(answeredHere(shape(mutated(whole, mutations) as Record<string, unknown>), targets)),
    );
  return fc.oneof(
    { weight: 20, arbitrary: changed },
    { weight: 10, arbitrary: shaped },
    { weight: 1, arbitrary: hostileBody },
  );
}

/** Always this server's address, so that the bot sends nothing elsewhere; with an app id the token names it. */
function answeredHere(activity: object, { serviceUrl }: Targets): object {
  const { serviceUrl: changed } = activity as { serviceUrl?: unknown };
  const isAddress = typeof changed === 'string' && URL.canParse(changed);
  return isAddress ? { ...activity, serviceUrl } : activity;
}

function cardAction(value: object): object {
  return { type: 'invoke', name: 'adaptiveCard/action', replyToId: 'a:card', value };
}

/** The data of all actions together, so that each passes its schema, which drops what it does not know. */
function dataFor({ rounds, goals, personIds, units }: Targets): fc.Arbitrary<object> {
  const or = (valid: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 12, arbitrary: valid }, { weight: 1, arbitrary: hostileValue });
  const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), maxLength: 64 });
  const person = fc.constantFrom(...personIds);
  const moment = fc.constantFrom('2026-01-20T07:00:00.000Z', '2026-01-21T09:30:00.000Z');
  const place = fc
    .tuple(fc.constantFrom(...rounds), fc.constantFrom(...goals))
    .map(([round, { fields, ...goal }]) => ({ ...round, ...goal, fields }));
  const rest = fc.record(
    {
      ...{
        version: or(fc.nat(3)),
        page: or(fc.nat(3)),
        draft: or(fc.boolean()),
        sure: or(fc.boolean()),
        whole: or(fc.boolean()),
      },
      ...{
        to: or(fc.oneof(fc.nat(3), person)),
        from: or(fc.oneof(person, fc.constantFrom('2026-01-20', '2026-02-01'))),
      },
      ...{
        day: or(fc.constantFrom('2026-01-23', '2026-02-30')),
        unit: or(fc.constantFrom(...units)),
        personId: or(person),
      },
      ...{ role: or(fc.constantFrom('admin', 'reader', 'coordinator', 'unit-head')), step: or(moment) },
      ...{
        seen: or(fc.oneof(moment, hash, fc.nat(3))),
        askedAt: or(moment),
        decision: hostileText,
        format: or(fc.constantFrom('xlsx', 'csv')),
      },
      ...{
        language: or(fc.constantFrom('fi', 'sv', 'en')),
        file: or(fc.uuid()),
        plan: or(hash),
      },
      ...{
        channel: or(fc.constant('19:board@thread.tacv2')),
        division: or(fc.constantFrom(...units)),
        units: or(hostileText),
      },
      ...{
        confirm: or(hostileText),
        proposed: or(hostileText),
        first: or(fc.constant('strategic-goals')),
        comment: hostileText,
      },
      ...{
        person_typed: hostileText,
        unit_typed: hostileText,
        scope: hostileText,
        reason: hostileText,
        deadline_time: hostileText,
      },
      ...{ programme: hostileText, typed: fc.array(hostileValue, { maxLength: 4 }) },
    },
    { requiredKeys: ['version', 'page', 'to', 'from', 'typed'] },
  );
  return fc.tuple(place, rest).map(([{ fields, ...ids }, { typed, ...values }]) => ({
    ...ids,
    ...(fields.length > 0 && { fieldId: fields[typed.length % fields.length] }),
    ...values,
    ...Object.fromEntries(
      typed.map((value, index) => [inputPrefix + (fields[index] ?? `no-field-${index}`), value]),
    ),
  }));
}

/** Messages, files, installs, and Teams' other kinds of activities. */
function otherKinds(): fc.Arbitrary<object> {
  const names = commands.flatMap((command) => Object.values(command.names).flat());
  const said = fc
    .tuple(fc.constantFrom('', ...names), hostileText)
    .map(([name, rest]) => ({ type: 'message', text: `${name} ${rest}` }));
  const fixed = fc.constantFrom<object>(
    {
      type: 'message',
      text: 'help',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: {} }],
    },
    {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: 'a.xlsx',
          content: { downloadUrl: 'http://127.0.0.1:9/x', uniqueId: '1', fileType: 'xlsx' },
        },
      ],
    },
    {
      type: 'message',
      text: '<at>Seuranta</at> kooste',
      conversation: channelConversation,
      channelData: { ...inTenant, channel: { id: '19:x@thread.tacv2' }, team: { id: '19:t@thread.tacv2' } },
    },
    {
      type: 'invoke',
      name: 'fileConsent/invoke',
      value: {
        type: 'fileUpload',
        action: 'accept',
        context: { programmeId: 'strategic-goals', period: '2024-Q4', format: 'csv', language: 'fi' },
        uploadInfo: {
          name: 'a.csv',
          uploadUrl: 'http://127.0.0.1:9/x',
          contentUrl: 'http://127.0.0.1:9/y',
          uniqueId: '1',
          fileType: 'csv',
        },
      },
    },
    {
      type: 'invoke',
      name: 'fileConsent/invoke',
      value: { type: 'fileUpload', action: 'decline', context: {} },
    },
    {
      type: 'invoke',
      name: 'application/search',
      value: {
        queryText: 'a',
        kind: 'search',
        dataset: 'graph.microsoft.com/users',
        queryOptions: { skip: 0, top: 15 },
      },
    },
    ...[
      'composeExtension/query',
      'task/fetch',
      'signin/verifyState',
      'actionableMessage/executeAction',
      'config/fetch',
      '',
    ].map((name) => ({ type: 'invoke', name, value: {} })),
    { type: 'installationUpdate', action: 'add' },
    { type: 'installationUpdate', action: 'remove' },
    { type: 'conversationUpdate', membersAdded: [{ id: '29:x' }, { id: botId }], membersRemoved: [] },
    {
      type: 'conversationUpdate',
      channelData: { ...inTenant, eventType: 'channelDeleted', channel: { id: '19:x@thread.tacv2' } },
    },
    { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1' },
    ...[
      'typing',
      'event',
      'endOfConversation',
      'handoff',
      'trace',
      'command',
      'commandResult',
      'messageUpdate',
      'messageDelete',
      'contactRelationUpdate',
    ].map((type) => ({ type, name: 'x', value: {} })),
  );
  return fc.oneof(said, fixed);
}

const inTenant = { tenant: { id: tenantId } };
const channelConversation = {
  id: '19:x@thread.tacv2;messageid=1',
  conversationType: 'channel',
  isGroup: true,
  tenantId,
};

function envelope({ serviceUrl }: Targets, aadObjectId: string): object {
  return {
    ...{
      id: 'f:1',
      timestamp: '2026-01-20T07:00:00Z',
      channelId: 'msteams',
      serviceUrl,
      locale: 'fi-FI',
    },
    from: { id: `29:${aadObjectId}`, name: 'Somebody', aadObjectId },
    recipient: { id: botId, name: 'Seuranta' },
    conversation: { id: `a:${aadObjectId}`, conversationType: 'personal', tenantId },
    channelData: inTenant,
  };
}
