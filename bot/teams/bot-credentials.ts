/** The bot's credentials towards connectors, in the framework's terms. */
import { ServiceClientCredentialsFactory } from 'botframework-connector';
import { type MicrosoftTokens } from '../calls/microsoft-token';

type Credentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;

/** Not the framework's own: its requests for tokens have no deadline, and a lost one ends a message for good. */
export class BotCredentials extends ServiceClientCredentialsFactory {
  /** @param appId empty if nobody is authenticated */
  constructor(
    private readonly appId: string,
    private readonly tokens: MicrosoftTokens,
  ) {
    super();
  }

  isValidAppId(appId = ''): Promise<boolean> {
    return Promise.resolve(appId === this.appId);
  }

  isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(this.appId === '');
  }

  createCredentials(_appId: string, audience: string): Promise<Credentials> {
    return Promise.resolve({
      signRequest: async (request) => {
        const token = await this.tokens(`${audience}/.default`);
        if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
        return request;
      },
    });
  }
}
