import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { parseMediaType, qualityOf, remembering } from './mediaTypes.js';

/** When answers are compressed. The reasons are in docs/decisions/0012-compressed-answers.md. */
export interface CompressionOptions {
  /** Answers below this many bytes go out as they are: a header costs more than it saves. */
  readonly thresholdBytes: number;
}

export type Coding = 'br' | 'gzip';

const codings: readonly Coding[] = ['br', 'gzip'];
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Answers are made once and read once, so the quality is that of the fly and not of an archive. */
const brotliQuality = 4;
const gzipLevel = 5;

const chosen = remembering((header: string): { coding: Coding | null } => {
  const quality = new Map<string, number>();
  for (const range of header.slice(0, 1000).split(',')) {
    const { type, parameters } = parseMediaType(range);
    quality.set(type, qualityOf(parameters));
  }
  let best: Coding | null = null;
  let bestQuality = 0;
  for (const coding of codings) {
    const q = quality.get(coding) ?? quality.get('*') ?? 0;
    if (q > bestQuality) [best, bestQuality] = [coding, q];
  }
  return { coding: best };
});

/** The coding that a client prefers among ours, brotli on a tie; null for none (RFC 9110 §12.5.3). */
export function chooseCoding(acceptEncoding: string | undefined): Coding | null {
  return acceptEncoding ? chosen(acceptEncoding).coding : null;
}

/** Compresses in zlib's own threads, off the event loop. */
export function compress(bytes: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === 'gzip') return zip(bytes, { level: gzipLevel });
  return brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
