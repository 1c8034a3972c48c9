/** The text of an answer, read only up to a limit, whatever length it claims to have. */

/** @throws Error that names the limit */
export async function textWithin(response: Response, mostBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop closes the connection.
  for await (const part of response.body ?? []) {
    size += (part as Uint8Array).byteLength;
    if (size > mostBytes) throw new Error(`the answer is over ${mostBytes} bytes`);
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString();
}
