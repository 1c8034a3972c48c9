/** OneDrive as a bot sees it: accepts the files of upload sessions on loopback and keeps them. */
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface Upload {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly content: Buffer;
}

export interface UploadServer {
  readonly url: string;
  readonly uploads: readonly Upload[];
  /** The status to answer with; 0 breaks the connection. Can be changed at any time. */
  status: number;
  stop(): Promise<void>;
}

export async function startUploadServer(): Promise<UploadServer> {
  const uploads: Upload[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      uploads.push({ method, path: url, headers, content: Buffer.concat(chunks) });
      if (running.status === 0) return void response.destroy();
      const moved = running.status === 307 ? { location: `${running.url}elsewhere` } : {};
      response.writeHead(running.status, { 'content-type': 'application/json', ...moved });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running: UploadServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    uploads,
    status: 201,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return running;
}
