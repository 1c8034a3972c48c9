/** An answer's body, read only up to a limit, whatever length it claims to have. */

export class TooLongError extends Error {
  override readonly name = 'TooLongError';
  constructor(mostBytes: number) {
    super(`the answer is over ${mostBytes} bytes`);
  }
}

/** @throws TooLongError */
export async function bytesWithin({ body }: Pick<Response, 'body'>, mostBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop closes the connection.
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > mostBytes) throw new TooLongError(mostBytes);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** @throws TooLongError */
export async function textWithin(response: Response, mostBytes: number): Promise<string> {
  return (await bytesWithin(response, mostBytes)).toString();
}
