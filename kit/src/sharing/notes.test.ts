import { describe, expect, it } from '@jest/globals';
import { Notes } from './notes.js';

describe('notes', () => {
  it('hold one refusal per coordinate and code, the first place of each', () => {
    const notes = new Notes();
    for (let n = 0; n < 500; n += 1) {
      notes.deny({ coordinate: 'Mine.stock', entry: null, code: 'FIELD_NOT_SHARED', path: ['mines', n] });
    }
    notes.deny({ coordinate: 'Mine.stock', entry: null, code: 'UNMASK_NOT_GRANTED' });
    expect(notes.toExtensions(3)).toEqual({
      denied: [
        { coordinate: 'Mine.stock', entry: null, code: 'FIELD_NOT_SHARED', path: ['mines', 0] },
        { coordinate: 'Mine.stock', entry: null, code: 'UNMASK_NOT_GRANTED' },
      ],
      counts: { statements: 3, masked: 0, unmasked: 0, listed: 0 },
    });
  });

  it('count what was read under each grant, a row once', () => {
    const notes = new Notes();
    const [one, other] = [{}, {}];
    for (const row of [one, one, other]) notes.granted('G-1', row);
    notes.cleared('G-1');
    notes.granted('G-2', null);
    expect(notes.toExtensions(0)['grants']).toEqual({
      'G-1': { rows: 2, values: 3, unmasked: 1 },
      'G-2': { rows: 0, values: 1, unmasked: 0 },
    });
  });

  it('hold a bounded number of warnings', () => {
    const notes = new Notes();
    for (let n = 0; n < 5000; n += 1) notes.warn('OUTSIDE_PROVINCE', `${n}`);
    expect(notes.warnings).toHaveLength(100);
    expect(notes.toExtensions(0)['warnings']).toHaveLength(100);
  });

  it('say nothing when there is nothing to say', () => {
    expect(Object.keys(new Notes().toExtensions(0))).toEqual(['counts']);
  });
});
