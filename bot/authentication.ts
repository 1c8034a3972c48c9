/** Who may bring activities to the bot, and how it names itself: the only place that looks at tokens. */
import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AuthenticationError, type ServiceClientCredentialsFactory } from 'botframework-connector';
import { type Config } from './config';
import { type ConnectorCalls } from './connector-calls';
import { ConnectorClients } from './connector-clients';
import { useSigningKeys } from './signing-keys';

/** Who signs the tokens of incoming activities; the Bot Framework where it is left out, another one in tests. */
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
 * Takes an activity only from Teams, signed for this app by the Bot Framework, and of an allowed tenant. Without an app
 * id nobody is authenticated, see `config.ts` for where that is possible. Every refusal is an AuthenticationError, which
 * the adapter answers with 401.
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

  override async authenticateRequest(activity: Activity, header: string): Promise<Authenticated> {
    const result = await super.authenticateRequest(activity, header).catch(refuse);
    if (this.config.appId) this.requireTeams(activity, result);
    const { connectorFactory } = result;
    return {
      ...result,
      ...(connectorFactory && { connectorFactory: this.connectors.reusedBy(connectorFactory) }),
    };
  }

  /** The framework takes tokens of its emulator and of other channels too; this bot lives in Teams only. */
  private requireTeams(
    { channelId, conversation, channelData }: Activity,
    { claimsIdentity }: Authenticated,
  ) {
    if (claimsIdentity.getClaimValue('iss') !== this.issuer) throw refusal('not signed by the Bot Framework');
    if (channelId !== 'msteams') throw refusal('not from Teams');
    const tenants = [conversation?.tenantId, (channelData as ChannelData | undefined)?.tenant?.id];
    const named = tenants.filter((tenant) => tenant !== undefined);
    const isAllowed = (tenant: unknown) =>
      typeof tenant === 'string' && this.config.allowedTenants.includes(tenant.toLowerCase());
    if (named.length === 0 || !named.every(isAllowed)) throw refusal('tenant not allowed');
  }
}

/** What a token is refused for by the library that checks it is no fault of ours; a key server that is down is. */
function refuse(error: unknown): never {
  const name = error instanceof Error ? error.name : '';
  if (['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError', 'SyntaxError'].includes(name))
    throw refusal('token not valid');
  throw error;
}

function refusal(why: string): AuthenticationError {
  return new AuthenticationError(`Unauthorized: ${why}`, 401);
}

interface ChannelData {
  readonly tenant?: { readonly id?: unknown };
}

type TokenClientMaker = ConfigurationBotFrameworkAuthentication['createUserTokenClient'];
type FactoryMaker = ConfigurationBotFrameworkAuthentication['createConnectorFactory'];
type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;
