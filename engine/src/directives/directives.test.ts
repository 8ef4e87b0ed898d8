import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import type { EngineKind, Supergraph } from '../index.js';
import { interfaceChains, requirementChains, fragmentsNowhere } from './chains.js';
import { composed, context } from './context.js';
import { execution } from './execution.js';
import { abstractTypes, interfaceObject } from './interfaces.js';
import { key } from './key.js';
import { ownership } from './ownership.js';
import { requires } from './requires.js';
import { answerCase, openScenario } from './run-scenario.js';
import type { NamedCase, Scenario } from './scenario.js';
import { visibility } from './visibility.js';

const scenarios = [
  key,
  requires,
  requirementChains,
  fragmentsNowhere,
  interfaceChains,
  ownership,
  interfaceObject,
  abstractTypes,
  visibility,
  context,
  composed,
  execution,
];

const kinds: readonly EngineKind[] = ['compiled', 'stock'];

/** Of the stock engine, what it can do. */
const casesOf = (kind: EngineKind, { stockRefuses, cases }: Scenario): readonly NamedCase[] => {
  if (kind === 'compiled') return cases;
  return stockRefuses === undefined ? cases.filter(({ stockFails }) => stockFails === undefined) : [];
};

describe.each(kinds)('%s', (engineKind) => {
  const possible = scenarios.filter((scenario) => casesOf(engineKind, scenario).length > 0);
  describe.each(possible)('$name', (scenario: Scenario) => {
    let supergraph: Supergraph<undefined>;
    beforeAll(async () => {
      supergraph = await openScenario(scenario, engineKind);
    });
    afterAll(() => supergraph?.close());

    const isKnown = ({ fails }: NamedCase) => engineKind === 'compiled' && fails !== undefined;
    for (const named of casesOf(engineKind, scenario))
      (isKnown(named) ? it.failing : it)(named.title, () => check(supergraph, named));
  });
});

async function check(supergraph: Supergraph<undefined>, named: NamedCase): Promise<void> {
  expect(validate(supergraph.apiSchema, parse(named.query))).toEqual([]);
  const outcome = await answerCase(supergraph, named);
  expect(JSON.stringify(outcome.data)).toBe(JSON.stringify(named.data));
  const paths = outcome.errors.map(({ path }) => JSON.stringify(path ?? []));
  expect([...new Set(paths)].sort()).toEqual((named.errors ?? []).map((path) => JSON.stringify(path)).sort());
}
