import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from './testing/engine.js';
import { federation, type Federation } from './testing/federation.js';
import { semantics } from './testing/semantics.js';

/** A named case for each rule of federation and of execution; where the data come from must not show. */
describe.each(['local', 'http'] as const)('over the %s transport', (way) => {
  describe.each(semantics)('$title', ({ subgraphs, cases }) => {
    let running: Federation;
    beforeAll(async () => {
      running = await federation(subgraphs, { way });
    });
    afterAll(() => running.close());

    it.each(cases)('$title', async ({ query, variables = {}, labels = [], data, errors = [], requests }) => {
      running.asked.length = 0;
      const outcome = await ask(running.supergraph, query, { variables, overrideLabels: labels });
      expect(JSON.parse(JSON.stringify(outcome.data))).toEqual(data);
      expect(outcome.errors).toEqual(
        errors.map((error) => expect.objectContaining(error as Record<string, unknown>)),
      );
      expect(outcome.dataText()).toBe(JSON.stringify(outcome.data));
      if (requests !== undefined) expect(running.asked.map(({ subgraph }) => subgraph)).toEqual(requests);
    });
  });
});
