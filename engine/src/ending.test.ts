import { expect, it } from '@jest/globals';
import { getEventListeners } from 'node:events';
import { abortSignalOf, endedBy, Ending } from './ending.js';

const counting = () => {
  const listener = { told: 0, handleEvent: () => void (listener.told += 1) };
  return listener;
};

it('tells every listener once, as an AbortSignal does, and those that were taken away not at all', () => {
  const [first, second, gone] = [counting(), counting(), counting()];
  const ending = new Ending();
  for (const listener of [first, first, second, gone]) ending.addEventListener('abort', listener);
  ending.removeEventListener('abort', gone);
  expect(ending.aborted).toBe(false);
  const reason = new Error('enough');
  ending.abort(reason);
  ending.abort(new Error('again'));
  expect([first.told, second.told, gone.told]).toEqual([1, 1, 0]);
  expect([ending.aborted, ending.reason]).toEqual([true, reason]);
});

it('has a reason also where none is given', () => {
  const ending = new Ending();
  ending.abort();
  expect(ending.reason).toMatchObject({ name: 'AbortError' });
});

it('becomes an AbortSignal for what needs one', () => {
  const { signal } = new AbortController();
  expect(abortSignalOf(signal)).toBe(signal);
  const [early, late] = [new Ending(), new Ending()];
  early.abort('before');
  const signals = [abortSignalOf(early), abortSignalOf(late)];
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  late.abort('later');
  expect(signals.map(({ reason }) => reason as unknown)).toEqual(['before', 'later']);
});

it('ends work by an AbortSignal, which has one listener while it lasts and none after', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const told = counting();
  const work = endedBy(signal, async (ending) => {
    for (let many = 0; many < 20; many += 1) ending.addEventListener('abort', counting());
    ending.addEventListener('abort', told);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort('enough');
    return ending.reason;
  });
  await expect(work).resolves.toBe('enough');
  expect(told.told).toBe(1);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await expect(endedBy(signal, async ({ aborted }) => aborted)).resolves.toBe(true);
});
