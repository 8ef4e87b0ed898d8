import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from '../configuration.js';

/** How a planner did in the engine's named cases. */
export interface NamedCases {
  readonly held: readonly string[];
  /** How they fail; nothing is known of cases that the tests expect to fail. */
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
}

interface JestReport {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      /** Whether the test is marked as one that must fail. */
      readonly failing?: boolean;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const files = String.raw`engine/dist/(conformance|semantics|directives|directives/directives)\.test\.js$`;

/** Runs the engine's own tests of federation, compiled, with another planner. */
export async function namedCases(source: URL | undefined): Promise<NamedCases> {
  const folder = await mkdtemp(join(tmpdir(), 'huitong-planner-'));
  const output = join(folder, 'cases.json');
  try {
    const jest = spawn(
      process.execPath,
      [
        ...['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', 'jest.config.mjs'],
        ...['--json', `--outputFile=${output}`, '--testNamePattern=^(?!stock)', files],
      ],
      { cwd: root, stdio: 'ignore', env: { ...programEnvironment(), HUITONG_PLAN_SOURCE: source?.href } },
    );
    await once(jest, 'exit');
    return casesOf(JSON.parse(await readFile(output, 'utf8')) as JestReport);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function casesOf({ testResults }: JestReport): NamedCases {
  const held: string[] = [];
  const failed: { name: string; reason: string }[] = [];
  for (const { assertionResults, message } of testResults) {
    if (assertionResults.length === 0) throw new Error(message);
    for (const { fullName: name, status, failing = false, failureMessages } of assertionResults) {
      if (status === 'pending') continue;
      const [reason = 'expected to fail'] = failureMessages;
      if ((status === 'passed') !== failing) held.push(name);
      else failed.push({ name, reason: firstLines(reason) });
    }
  }
  return { held, failed };
}

/** Without colours and stack. */
function firstLines(message: string): string {
  const [text = ''] = message.split('\n    at ');
  return text
    .replaceAll(/\u001b\[\d*m/g, '')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);
}
