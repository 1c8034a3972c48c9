/** Who may send activities to the bot, and how it identifies itself; the only place that reads tokens. */
import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AuthenticationError, type ServiceClientCredentialsFactory } from 'botframework-connector';
import { type Config } from '../config/config';
import { type ConnectorCalls } from '../calls/connector-calls';
import { ConnectorClients } from './connector-clients';
import { readJson } from './read-json';
import { useSigningKeys } from './signing-keys';

/** Who signs the tokens of incoming activities. Defaults to the Bot Framework; tests use another one. */
export interface TokenIssuer {
  readonly issuer: string;
  /** URL of the OpenID configuration that names the keys. */
  readonly metadataUrl: string;
}

const botFramework = 'https://api.botframework.com';
const channelKeys = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/** What an unset key would be taken from, as soon as one of them is set. */
const publicCloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: botFramework,
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
  OAuthUrl: botFramework,
};

/**
 * Accepts an activity only from Teams, signed for this app by the Bot Framework, and from an allowed tenant. Without an
 * app id nobody is authenticated; `config.ts` says where that is possible. Every refusal is an AuthenticationError,
 * which the adapter answers with 401.
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly connectors: ConnectorClients;
  private readonly issuer: string;
  private tokenClient: ReturnType<TokenClientMaker> | undefined;

  constructor(
    private readonly config: Pick<Config, 'appId' | 'allowedTenants'>,
    credentials: ServiceClientCredentialsFactory,
    calls: ConnectorCalls,
    issuer?: TokenIssuer,
  ) {
    super(
      issuer
        ? {
            ...publicCloud,
            ToBotFromChannelTokenIssuer: issuer.issuer,
            ToBotFromChannelOpenIdMetadataUrl: issuer.metadataUrl,
          }
        : {},
      credentials,
    );
    useSigningKeys(issuer?.metadataUrl ?? channelKeys);
    useSigningKeys(publicCloud.ToBotFromEmulatorOpenIdMetadataUrl);
    this.connectors = new ConnectorClients(calls);
    this.issuer = issuer?.issuer ?? botFramework;
  }

  override createConnectorFactory(...claims: Parameters<FactoryMaker>): ReturnType<FactoryMaker> {
    return this.connectors.reusedBy(super.createConnectorFactory(...claims));
  }

  /** The framework makes one for every activity, which takes as long as the rest of its work; nobody signs in here. */
  override createUserTokenClient(...claims: Parameters<TokenClientMaker>): ReturnType<TokenClientMaker> {
    this.tokenClient ??= super.createUserTokenClient(...claims).catch((error: unknown) => {
      this.tokenClient = undefined;
      throw error;
    });
    return this.tokenClient;
  }

  /**
   * Authenticates the caller by the token alone, before the body is read. The framework also accepts tokens of its
   * emulator and of other channels, and fetches their keys from other servers; this bot only takes those of Teams.
   * @throws AuthenticationError with status 401; UnavailableError if the keys could not be fetched.
   */
  async authenticate(header: string): Promise<Authenticated> {
    if (this.config.appId) this.requireIssuer(header);
    const fromTeams = { channelId: 'msteams' } as Activity;
    const result = await super.authenticateRequest(fromTeams, header).catch(refuse);
    if (this.config.appId && result.claimsIdentity.getClaimValue('iss') !== this.issuer)
      throw refusal('not signed by the Bot Framework');
    const { connectorFactory } = result;
    return {
      ...result,
      ...(connectorFactory && { connectorFactory: this.connectors.reusedBy(connectorFactory) }),
    };
  }

  override async authenticateRequest(activity: Activity, header: string): Promise<Authenticated> {
    const caller = await this.authenticate(header);
    this.requireTeams(activity, caller);
    return caller;
  }

  /** Cheap check that comes before the signature. */
  private requireIssuer(header: string): void {
    const [scheme, token = '', ...more] = header.split(' ');
    const { iss, aud } = claimsIn(token);
    const isForUs =
      scheme === 'Bearer' && more.length === 0 && iss === this.issuer && typeof aud === 'string';
    if (!isForUs) throw refusal('no token of the Bot Framework');
  }

  /** Whether the activity is one that the token is for. @throws AuthenticationError with status 401. */
  requireTeams(
    { channelId, serviceUrl, conversation, channelData }: Activity,
    { claimsIdentity }: Authenticated,
  ): void {
    if (!this.config.appId) return;
    if (channelId !== 'msteams') throw refusal('not from Teams');
    if (claimsIdentity.getClaimValue('serviceurl') !== serviceUrl) throw refusal('another service URL');
    const tenants = [conversation?.tenantId, (channelData as ChannelData | undefined)?.tenant?.id];
    const named = tenants.filter((tenant) => tenant !== undefined);
    const isAllowed = (tenant: unknown) =>
      typeof tenant === 'string' && this.config.allowedTenants.includes(tenant.toLowerCase());
    if (named.length === 0 || !named.every(isAllowed)) throw refusal('tenant not allowed');
  }
}

/** The keys that tokens are checked with could not be fetched. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/** Any objection of the libraries to a token means 401, unless the key server is down. */
function refuse(error: unknown): never {
  if (error instanceof AuthenticationError && error.statusCode < 500) throw error;
  const name = error instanceof Error ? error.name : '';
  if (error instanceof AuthenticationError || ['FetchError', 'AbortError'].includes(name))
    throw new UnavailableError('the keys of the token issuer cannot be fetched', { cause: error });
  throw refusal('token not valid');
}

/** The claims of a token, unverified. */
function claimsIn(token: string): { readonly iss?: unknown; readonly aud?: unknown } {
  const parts = token.split('.');
  const [head, claims] = parts.slice(0, 2).map((part) => readJson(Buffer.from(part, 'base64url').toString()));
  const isToken = parts.length === 3 && isObject(head) && typeof head['kid'] === 'string' && isObject(claims);
  return isToken ? claims : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(why: string): AuthenticationError {
  return new AuthenticationError(`Unauthorized: ${why}`, 401);
}

interface ChannelData {
  readonly tenant?: { readonly id?: unknown };
}

type TokenClientMaker = ConfigurationBotFrameworkAuthentication['createUserTokenClient'];
type FactoryMaker = ConfigurationBotFrameworkAuthentication['createConnectorFactory'];
export type Authenticated = Awaited<
  ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
>;
