/** Teams' file storage: serves the files that it was given, and counts the downloads. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type DownloadLimits, downloadLimits } from '../../bot/teams/dropped-file';

export class FileServer {
  readonly files = new Map<string, Buffer>();
  readonly fetched: string[] = [];
  private server?: Server;

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      const name = decodeURIComponent(request.url!.slice(1));
      this.fetched.push(name);
      const [kind, target = ''] = name.split(':');
      const content = this.files.get(name);
      // restify replaces writeHead with one that returns nothing.
      response.statusCode = kind === 'moved' ? 302 : kind === 'stuck' || content ? 200 : 404;
      if (kind === 'moved') response.setHeader('location', `${this.url}/${target}`);
      // The rest is never sent.
      if (kind === 'stuck') response.write('x');
      else response.end(content);
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }

  /** The bot's limits, with this server in place of Microsoft's hosts. */
  get limits(): DownloadLimits {
    const isTrusted = ({ origin }: URL) => origin === this.url;
    return { ...downloadLimits, isTrusted, mostBytes: 1024 * 1024, timeoutMs: 500 };
  }

  /** Keeps a file. @returns the attachment that Teams would send for it */
  attachment(name: string, content: string | Buffer = ''): object {
    this.files.set(name, Buffer.from(content));
    return {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name,
      content: { downloadUrl: `${this.url}/${encodeURIComponent(name)}`, uniqueId: '1', fileType: 'xlsx' },
    };
  }

  async stop(): Promise<void> {
    this.server!.closeAllConnections();
    await new Promise((resolve) => this.server!.close(resolve));
  }
}
