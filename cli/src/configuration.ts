import { z } from 'zod';
import { refusal } from '@huitong/contract';

/**
 * Every setting, once: its flag (`--port`), its variable (`HUITONG_PORT`), its check. The one reader of the
 * environment; nothing else looks at it.
 */
const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);
const seconds = z.coerce.number().int().min(1).max(3600);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'begins with postgres://');
const httpUrl = z.string().regex(/^https?:\/\//, 'begins with http:// or https://');

/** `name=number,…`; which names there are is checked by whoever uses them. */
const numbers = z.string().transform((text, context) => {
  const pairs = new Map<string, number>();
  for (const part of text.split(',')) {
    const [, name, value] = /^\s*([a-z]+(?:-[a-z]+)*)\s*=\s*(\d{1,12})\s*$/.exec(part) ?? [];
    if (name && value && !pairs.has(name)) pairs.set(name, Number(value));
    else context.addIssue({ code: 'custom', message: `"${part.trim()}" is not name=number, each name once` });
  }
  return pairs;
});

export const settings = {
  port: { check: port.default(4000), help: 'port of the gateway, 0 for any free one' },
  host: { check: z.string().min(1).default('127.0.0.1'), help: 'address to listen on' },
  data: { check: z.string().min(1).default('data'), help: 'data folder: database, keys, records' },
  processes: { check: flag.default(false), help: 'run each subgraph as a process of its own' },
  postgres: {
    check: postgresUrl.optional(),
    help: 'postgres:// address of an administrator of your own PostgreSQL ≥ 15; the embedded one when absent',
  },
  sample: { check: flag.optional(), help: 'load the synthetic demo data; never in production' },
  sampleSize: {
    check: z.coerce.number().min(0.01).max(100).default(1),
    help: 'how many times the usual amount of demo data: 10 and 100 are for measuring',
  },
  jwks: {
    check: httpUrl.optional(),
    help: "address of the identity provider's JWKS; found by discovery when absent",
  },
  issuer: {
    check: z.string().min(1).optional(),
    help: 'identity provider: iss that tokens must carry; the development issuer when absent',
  },
  audience: { check: z.string().min(1).default('huitong'), help: 'aud that tokens must carry' },
  claims: {
    check: z.string().min(1).optional(),
    help: "file that says which claims of the identity provider's tokens name the caller; the claim huitong when absent",
  },
  issuerRefresh: {
    check: seconds.default(60),
    help: "seconds after which the identity provider's keys are read again",
  },
  tls: {
    check: z.string().min(1).optional(),
    help: 'folder with ca.pem, cert.pem and key.pem: mutual TLS between gateway and subgraphs; of start, a folder each',
  },
  grace: { check: seconds.default(10), help: 'seconds that requests under way get on stopping' },
  subgraphTimeout: {
    check: z.coerce.number().min(0.1).max(60).default(2),
    help: 'seconds that a subgraph may take to answer',
  },
  engine: {
    check: z.enum(['compiled', 'stock']).default('compiled'),
    help: "what executes: our engine, or Apollo's executor to compare it with",
  },
  logLevel: {
    check: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
    help: 'least severe lines to log',
  },
  connection: {
    check: z.string().min(1).optional(),
    help: 'file with what one process may know: its database and its key',
  },
  supergraph: { check: z.string().min(1).optional(), help: 'supergraph SDL file' },
  subgraphs: { check: z.string().min(1).optional(), help: 'addresses of subgraphs: name=http://host:port,…' },
  open: { check: flag.default(false), help: "serve somebody else's supergraph: no tokens, no sharing rules" },
  limits: {
    check: numbers.optional(),
    help: 'bounds on one request, for example depth=20,aliases=80; docs/operating.md lists them',
  },
  planning: {
    check: numbers.optional(),
    help: 'bounds on planning: deadline-ms, workers, queue, cached-plans, cached-megabytes',
  },
  persistedOperations: {
    check: z.string().min(1).optional(),
    help: 'file with listed operations, which may be named by id and are planned at start',
  },
  safelist: { check: flag.default(false), help: 'serve listed operations only' },
  automaticPersisted: {
    check: flag.default(true),
    help: 'keep texts that clients send with their SHA-256, to be named by it (APQ)',
  },
  warmUp: {
    check: z.coerce.number().int().min(0).max(600).default(10),
    help: 'seconds to plan the listed operations at start and before a swap; 0 plans none',
  },
  introspection: {
    check: z
      .string()
      .regex(/^(on|off|[\w-]+(,[\w-]+)*)$/, 'on, off or roles separated by commas')
      .optional(),
    help: 'who may introspect the schema: on, off, or roles of callers; off in production when absent',
  },
  compression: {
    check: z.coerce.number().int().min(0).max(10_000_000).default(1024),
    help: 'bytes from which answers are compressed; 0 compresses none',
  },
  unauthorized: {
    check: z.enum(['filter', 'reject']).default('filter'),
    help: 'what becomes of operations that ask for more than @authenticated, @requiresScopes, @policy allow',
  },
  policiesClaim: {
    check: z.string().min(1).default('policies'),
    help: 'claim of tokens that lists the policies (@policy) found to hold',
  },
  contract: {
    check: z
      .string()
      .regex(
        /^(include|exclude)=[\w/-]+(,(include|exclude)=[\w/-]+)*(,unreachable=(hide|keep))?$/,
        'include=tag,exclude=tag,…',
      )
      .optional(),
    help: 'part of the graph that is served, by @tag: include=public,exclude=internal',
  },
  cost: {
    check: z.enum(['estimate', 'measure', 'show']).default('estimate'),
    help: 'cost of operations: estimate; measure the answers too; show both in extensions.cost',
  },
  quotas: {
    check: numbers.optional(),
    help: 'bounds on one caller: requests-per-minute, rows-per-hour (rows of other departments); 0 is none',
  },
  policyGrace: {
    check: z.coerce.number().int().min(1).max(604_800).default(900),
    help: 'seconds that grants hold while the sharing subgraph does not answer',
  },
  indexRetention: {
    check: z.coerce.number().int().min(1).max(3650).default(7),
    help: 'days that an outbox keeps deletions which the index has passed',
  },
  auditKey: {
    check: z.string().min(1).optional(),
    help: 'file with the Ed25519 private key (PEM) that signs the record; made in the data folder outside production',
  },
  auditOrigin: {
    check: z
      .string()
      .regex(/^[\w.:/-]{1,150}$/, 'letters, digits and . : / - _')
      .default('huitong'),
    help: 'what the names of the records begin with, for example a city and its gateway',
  },
  auditDigest: {
    check: z.enum(['sha256', 'sm3']).optional(),
    help: 'what a new record is hashed with: sha256 when absent, or sm3',
  },
  auditRetention: {
    // Three years (政务数据共享条例 art. 29); never below six months (网络安全法 art. 23(3)).
    check: z.coerce.number().int().min(184).max(36_500).default(1096),
    help: 'days that the record keeps its clear text; leaf hashes stay',
  },
  auditSigningGrace: {
    check: z.coerce.number().int().min(1).max(86_400).default(60),
    help: 'seconds that the record may go unsigned before answers that need it are withheld',
  },
  workers: {
    check: z.coerce.number().int().min(1).max(64).default(1),
    help: 'processes that share the port (gateway)',
  },
} as const;

export type SettingName = keyof typeof settings;
type Values = { [Name in SettingName]: z.output<(typeof settings)[Name]['check']> };

/** All settings of a process, checked and frozen. */
export type Configuration = Readonly<Values> & { readonly production: boolean };

const prefix = 'HUITONG_';
const variableOf = (name: string) => prefix + name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
/** Variables of the prefix that are not settings: the test run's own. */
const foreign = new Set(['HUITONG_TEST_POSTGRES']);

/**
 * Reads and checks the configuration: a flag wins over its variable. Unknown variables of the prefix are refused by
 * name, because a setting that is misspelt is a setting that is silently off.
 *
 * @param flags values from the command line, by setting name; undefined where not given
 * @param environment the process's environment
 * @throws Refusal SETTING_UNKNOWN, SETTING_INVALID, NOT_IN_PRODUCTION
 */
export function readConfiguration(
  flags: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Configuration {
  const known = new Map(Object.keys(settings).map((name) => [variableOf(name), name]));
  for (const variable of Object.keys(environment)) {
    if (variable.startsWith(prefix) && !known.has(variable) && !foreign.has(variable)) {
      throw refusal('SETTING_UNKNOWN', { at: variable, message: `There is no setting ${variable}.` });
    }
  }
  const values: Record<string, unknown> = {};
  for (const [variable, name] of known) {
    const given = flags[name] ?? environment[variable];
    const result = settings[name as SettingName].check.safeParse(given);
    if (!result.success) {
      const why = result.error.issues.map((issue) => issue.message).join('; ');
      const at = flags[name] === undefined ? variable : `--${name}`;
      throw refusal('SETTING_INVALID', { at, message: `${at} is not acceptable: ${why}.` });
    }
    values[name] = result.data;
  }
  const configuration = { ...values, production: environment['NODE_ENV'] === 'production' } as Configuration;
  return Object.freeze(checkProduction(configuration));
}

function checkProduction(configuration: Configuration): Configuration {
  if (!configuration.production) return configuration;
  const refuse = (at: string, message: string) => refusal('NOT_IN_PRODUCTION', { at, message });
  if (configuration.sample) throw refuse('--sample', 'Demo data is never loaded in production.');
  return configuration;
}
