import { expect, it } from '@jest/globals';
import { swapAll, type Swappable } from './swapAll.js';

/** A worker that does what it is told, or refuses, or dies on it; and what was done with it, in order. */
function worker(name: string, does: 'accept' | 'refuse' | 'die', done: string[]): Swappable {
  let listening = true;
  let serves = 'old';
  return {
    get listening() {
      return listening;
    },
    async prepare(supergraph) {
      await Promise.resolve();
      if (does === 'die') listening = false;
      if (does !== 'accept') throw new Error(`${name} has no room`);
      done.push(`${name} loads`);
      return {
        version: supergraph,
        commit: () => {
          serves = supergraph;
          done.push(`${name} serves`);
        },
        discard: () => void done.push(`${name} lets go`),
      };
    },
    async catchUp() {
      if (serves === 'old') done.push(`${name} catches up`);
    },
  };
}

async function swapped(...behaviours: ('accept' | 'refuse' | 'die')[]) {
  const done: string[] = [];
  const slots = behaviours.map((does, index) => worker(String(index + 1), does, done));
  const result = await swapAll(slots, 'new', () => void done.push('in use')).catch(
    ({ message }: Error) => message,
  );
  return { result, done };
}

it('all serve it once all have loaded it', async () => {
  expect(await swapped('accept', 'accept')).toEqual({
    result: 'new',
    done: ['1 loads', '2 loads', 'in use', '1 serves', '2 serves'],
  });
});

it('where workers disagree none serves it: those that loaded it let go, those behind are not asked', async () => {
  expect(await swapped('accept', 'accept', 'refuse', 'accept')).toEqual({
    result: '3 has no room',
    done: ['1 loads', '2 loads', '1 lets go', '2 lets go'],
  });
});

it('one that dies of it has no say', async () => {
  const { result, done } = await swapped('die', 'accept');
  expect({ result, done }).toEqual({ result: 'new', done: ['2 loads', 'in use', '2 serves'] });
});

it('where nobody is left it is not in use', async () => {
  expect(await swapped('die', 'die')).toEqual({ result: 'No worker is there.', done: [] });
});
