import { type Activity, ActivityTypes, CloudAdapter, type TurnContext } from 'botbuilder';
import { type ServiceClientCredentialsFactory } from 'botframework-connector';
import { type Logger } from 'pino';
import { type Authenticated, TeamsAuthentication, type TokenIssuer } from './authentication';
import { BotCredentials } from './bot-credentials';
import { type Config } from '../config/config';
import { ConnectorCalls } from '../calls/connector-calls';
import { microsoftTokens } from '../calls/microsoft-token';

/** Replaces Microsoft as the source of identity in tests. */
export interface IdentityOptions {
  readonly issuer: TokenIssuer;
  readonly credentials: ServiceClientCredentialsFactory;
}

/** The HTTP answer of one turn. */
export interface TurnAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/**
 * The framework's adapter in two steps, so that the caller is authenticated before the body is read. Its own `process`
 * does both at once, prints errors to the console and answers with their texts.
 */
export class TeamsAdapter extends CloudAdapter {
  constructor(private readonly authentication: TeamsAuthentication) {
    super(authentication);
  }

  /** @throws AuthenticationError, UnavailableError. */
  authenticate(header: string): Promise<Authenticated> {
    return this.authentication.authenticate(header);
  }

  /** Runs one turn. @throws AuthenticationError if the caller's token is not for this activity. */
  async take(
    caller: Authenticated,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<TurnAnswer> {
    this.authentication.requireTeams(activity, caller);
    const answer = await this.processActivity(caller, activity, logic);
    return {
      status: answer?.status ?? 200,
      ...(answer?.body !== undefined && { body: answer.body as unknown }),
    };
  }
}

/** The adapter for a single-tenant app; without an app id it authenticates nobody (local use only). */
export function createAdapter(
  config: Config,
  log: Logger,
  identity?: IdentityOptions,
  calls = new ConnectorCalls(),
): TeamsAdapter {
  const credentials = identity?.credentials ?? new BotCredentials(config.appId, microsoftTokens(config));
  const adapter = new TeamsAdapter(new TeamsAuthentication(config, credentials, calls, identity?.issuer));
  adapter.onTurnError = (context, error) => {
    // The bot's own turns (proactive messages) report errors to their caller.
    if (context.activity.type === String(ActivityTypes.Event)) return Promise.reject(error);
    // A turn that fails must not answer with the error's text: it may hold what somebody typed.
    log.error({ err: error, activity: context.activity.type }, 'turn failed');
    return Promise.resolve();
  };
  return adapter;
}
