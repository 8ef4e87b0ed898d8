import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '@huitong/contract';
import { askPeer, readPrivateFile, type RequestTls, type TlsCredentials } from '@huitong/kit';
import type { Logger } from 'pino';
import { type Reread, reread } from './reread.js';

const beginning = '-----BEGIN CERTIFICATE-----';

/** The certificates of a PEM file, in their order. Throws Error when one is damaged. */
const certificatesOf = (pem: string): X509Certificate[] =>
  pem
    .split(beginning)
    .slice(1)
    .map((rest) => new X509Certificate(`${beginning}${rest}`));

/** What speaks against certificates, in words; null when nothing does. */
function problemOf({ ca, cert, key }: TlsCredentials, name: string): string | null {
  const authorities = certificatesOf(ca);
  const [own, ...chain] = certificatesOf(cert);
  if (authorities.length === 0) return 'ca.pem holds no certificate';
  if (!own) return 'cert.pem holds no certificate';
  if (own.checkHost(name, { subject: 'never', wildcards: false }) !== name)
    return `cert.pem is not for the name ${name} (DNS name among its alternative names)`;
  if (!own.checkPrivateKey(createPrivateKey(key))) return 'key.pem is not the key of cert.pem';
  if (Date.parse(own.validTo) <= Date.now()) return 'cert.pem has expired';
  const last = chain.at(-1) ?? own;
  if (!authorities.some((one) => last.checkIssued(one) && last.verify(one.publicKey)))
    return 'no authority of ca.pem has signed cert.pem';
  return null;
}

/**
 * Reads the certificates of one process: `ca.pem`, the authorities believed; `cert.pem`, its own with its chain;
 * `key.pem`, readable by its owner only.
 * @throws Refusal SETTING_INVALID, with what is wrong; DatabaseSetupError when others may read the key.
 */
export async function readTls(folder: string, name: string): Promise<TlsCredentials> {
  const refuse = (message: string, cause?: unknown) =>
    refusal('SETTING_INVALID', {
      at: folder,
      cause,
      message: `The certificates cannot be used: ${message}.`,
    });
  const text = (file: string) =>
    readFile(join(folder, file), 'utf8').catch((cause: unknown) => {
      throw refuse(`${file} cannot be read`, cause);
    });
  const [ca, cert] = [await text('ca.pem'), await text('cert.pem')];
  const key = await readPrivateFile(join(folder, 'key.pem'));
  if (key === undefined) throw refuse('key.pem is missing');
  let problem;
  try {
    problem = problemOf({ ca, cert, key }, name);
  } catch (cause) {
    throw refuse('a file is no PEM', cause);
  }
  if (problem) throw refuse(problem);
  return { ca, cert, key };
}

/** The certificates of a process, read again while it runs; null where there are none. */
export async function openTls(
  folder: string | undefined,
  name: string,
  more: { readonly log: Logger; readonly changed?: (credentials: TlsCredentials) => void },
): Promise<Reread<TlsCredentials> | null> {
  return folder === undefined ? null : reread('certificates', () => readTls(folder, name), more);
}

/** Certificates for a way to a process of the house with this name; undefined where there are none. */
export const tlsTo = (tls: Reread<TlsCredentials> | null, serverName: string): RequestTls | undefined =>
  tls ? { serverName, credentials: () => tls.current() } : undefined;

/** Whether a subgraph says that it is ready. */
export const isReady = (base: string, tls: RequestTls | undefined): Promise<boolean> =>
  askPeer(new URL('/ready', base), { method: 'GET', signal: AbortSignal.timeout(1000), tls }).then(
    ({ status }) => status === 200,
    () => false,
  );
