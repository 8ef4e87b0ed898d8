import { readFile } from 'node:fs/promises';
import { refusal } from '@huitong/contract';
import {
  defaultCompression,
  defaultLimits,
  type GatewayOptions,
  type Limits,
  type Manifest,
  type PolicyOptions,
  type QuotaLimits,
  readManifest,
} from '@huitong/gateway';
import type { Configuration } from '../configuration.js';

/** What the settings say of the gateway's front: bounds, operations by name, introspection, compression. */
export type Front = Pick<
  GatewayOptions,
  'limits' | 'planning' | 'persisted' | 'introspection' | 'compression' | 'unauthorized' | 'contract' | 'cost'
>;

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Names on the command line and what each is to the engine, with its factor. */
const planningNames: Readonly<
  Record<string, readonly [keyof NonNullable<GatewayOptions['planning']>, number]>
> = {
  'deadline-ms': ['deadlineMs', 1],
  workers: ['workers', 1],
  queue: ['queue', 1],
  'cached-plans': ['maxCachedPlans', 1],
  'cached-megabytes': ['maxCachedBytes', 1024 * 1024],
};

function unknown(at: string, name: string, known: Iterable<string>) {
  const message = `There is no bound ${name}; there are ${[...known].join(', ')}.`;
  return refusal('SETTING_INVALID', { at, message });
}

function zero(at: string, name: string) {
  return refusal('SETTING_INVALID', { at, message: `The bound ${name} must be at least 1.` });
}

/** Reads `--limits`. Throws Refusal SETTING_INVALID. */
export function limitsOf({ limits }: Pick<Configuration, 'limits'>): Partial<Limits> {
  const names = new Map(Object.keys(defaultLimits).map((name) => [dashed(name), name]));
  const given = [...(limits ?? [])].map(([name, value]): [string, number] => {
    const limit = names.get(name);
    if (!limit) throw unknown('--limits', name, names.keys());
    if (value === 0 && limit !== 'batch') throw zero('--limits', name);
    return [limit, value];
  });
  return Object.fromEntries(given);
}

/** Reads `--planning`. Throws Refusal SETTING_INVALID. */
export function planningOf({ planning }: Pick<Configuration, 'planning'>): GatewayOptions['planning'] {
  const given = [...(planning ?? [])].map(([name, value]): [string, number] => {
    const known = Object.hasOwn(planningNames, name) ? planningNames[name] : undefined;
    if (!known) throw unknown('--planning', name, Object.keys(planningNames));
    if (value === 0) throw zero('--planning', name);
    return [known[0], value * known[1]];
  });
  return Object.fromEntries(given);
}

const quotaNames: Readonly<Record<string, keyof QuotaLimits>> = {
  'requests-per-minute': 'requestsPerMinute',
  'rows-per-hour': 'rowsPerHour',
};

/** Reads `--quotas` and `--policy-grace`. Throws Refusal SETTING_INVALID. */
export function policyOf({
  quotas,
  policyGrace,
}: Pick<Configuration, 'quotas' | 'policyGrace'>): Pick<PolicyOptions, 'quotas' | 'graceMs'> {
  const given = [...(quotas ?? [])].map(([name, value]): [string, number] => {
    const known = Object.hasOwn(quotaNames, name) ? quotaNames[name] : undefined;
    if (!known) throw unknown('--quotas', name, Object.keys(quotaNames));
    return [known, value];
  });
  return { quotas: Object.fromEntries(given), graceMs: policyGrace * 1000 };
}

async function manifestOf({ persistedOperations: path }: Configuration): Promise<Manifest | null> {
  if (!path) return null;
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw refusal('FILE_UNREADABLE', { at: path, cause, message: 'The list of operations cannot be read.' });
  });
  try {
    return readManifest(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    throw refusal('SETTING_INVALID', {
      at: '--persisted-operations',
      cause,
      message: `${path} is not a list of operations: ${why.slice(0, 200)}.`,
    });
  }
}

function introspectionOf({
  introspection,
}: Pick<Configuration, 'introspection'>): Pick<Front, 'introspection'> {
  if (introspection === undefined) return {};
  if (introspection === 'on' || introspection === 'off') return { introspection: introspection === 'on' };
  return { introspection: { roles: introspection.split(',') } };
}

/** Reads `--contract`. */
function contractOf({ contract }: Pick<Configuration, 'contract'>): Pick<Front, 'contract'> {
  if (contract === undefined) return {};
  const pairs = contract.split(',').map((part) => part.split('=', 2) as [string, string]);
  const tags = (kind: string) => pairs.flatMap(([name, tag]) => (name === kind ? [tag] : []));
  return {
    contract: {
      includeTags: tags('include'),
      excludeTags: tags('exclude'),
      hideUnreachable: !tags('unreachable').includes('keep'),
    },
  };
}

/**
 * Reads the settings of the gateway's front.
 * @throws Refusal SETTING_INVALID, FILE_UNREADABLE.
 */
export async function frontOf(configuration: Configuration): Promise<Front> {
  const { safelist, automaticPersisted, warmUp, compression } = configuration;
  if (safelist && !configuration.persistedOperations) {
    throw refusal('SETTING_INVALID', {
      at: '--safelist',
      message: '--safelist needs --persisted-operations FILE.',
    });
  }
  const planning = planningOf(configuration);
  return {
    limits: limitsOf(configuration),
    ...(planning ? { planning } : {}),
    ...introspectionOf(configuration),
    ...contractOf(configuration),
    unauthorized: configuration.unauthorized,
    cost: configuration.cost,
    compression: compression === 0 ? null : { ...defaultCompression, thresholdBytes: compression },
    persisted: {
      manifest: await manifestOf(configuration),
      safelist,
      warmUpMs: warmUp * 1000,
      ...(automaticPersisted ? {} : { automatic: null }),
    },
  };
}
