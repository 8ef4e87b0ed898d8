/** Longest wait for the issuer, in milliseconds, and largest answer taken from it, in bytes. */
const timeoutMs = 3_000;
const maximumBytes = 256 * 1024;

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    // Counted as it comes: an endless answer must not be kept before it is measured.
    if (bytes > maximumBytes) throw new Error(`The issuer's answer has more than ${maximumBytes} bytes.`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Reads a JSON document of the issuer: at most 3 s and 256 KiB, redirects not followed, because whoever could redirect
 * us would choose the keys that we believe.
 * @throws Error when it is not had so; for the log.
 */
export async function boundedJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`The issuer answered ${response.status} at ${url}.`);
  return JSON.parse(await boundedText(response)) as unknown;
}
