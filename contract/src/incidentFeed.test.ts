import { describe, expect, it } from '@jest/globals';
import { emergencyGrantId, emergencyOf, readIncidentFeed } from './incidentFeed.js';

const incident = { id: 'I', level: 3, divisions: ['140581'], openedAt: '2026-05-01T00:00:00.500Z' };
const stated = (incidents: unknown) => ({ openIncidents: { revision: 'r', incidents } });

describe('the list of open incidents', () => {
  it('is read with instants in seconds, and is null while its revision stands', () => {
    expect(readIncidentFeed(stated([incident]))).toEqual({
      revision: 'r',
      incidents: [{ ...incident, openedAt: Date.parse(incident.openedAt) / 1000 }],
    });
    expect(readIncidentFeed({ openIncidents: null })).toBeNull();
  });

  it.each([
    ['no data', null],
    ['no answer', {}],
    ['no list', stated(null)],
    ['a level beyond the scale', stated([{ ...incident, level: 0 }])],
    ['no level', stated([{ ...incident, level: null }])],
    ['an area of no codes', stated([{ ...incident, divisions: [1] }])],
    ['an instant that is none', stated([{ ...incident, openedAt: 'soon' }])],
  ])('is refused as a whole: %s', (_, data) => {
    expect(() => readIncidentFeed(data)).toThrow(/missing or malformed/);
  });
});

it('the id of an emergency grant says its rule and its incident, and no other id does', () => {
  expect(emergencyOf(emergencyGrantId('R', 'I'))).toEqual({ rule: 'R', incident: 'I' });
  for (const other of ['0a0b', 'emergency:R', 'emergency::I', 'urgent:R:I'])
    expect(emergencyOf(other)).toBeNull();
});
