import http from 'node:http';

/** A graph under load. */
export interface Target {
  /** Address that takes the POST. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of every request, sorted. */
  readonly latencies: readonly number[];
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** Posts a body and returns the answer's text. Throws for any status but 200. */
export function post(target: Target, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      target.url,
      {
        method: 'POST',
        agent,
        headers: {
          ...target.headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`status ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Keeps `callers` requests under way for a number of seconds, each after the answer to the one before. */
export async function load(
  target: Target,
  body: string,
  { callers, seconds }: { callers: number; seconds: number },
): Promise<Load> {
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < until) {
        const before = performance.now();
        await post(target, body);
        latencies.push(performance.now() - before);
      }
    }),
  );
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, seconds: (performance.now() - started) / 1000, latencies };
}

/** The latency below which a share of the requests stayed, milliseconds. */
export const percentile = ({ latencies }: Load, share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
