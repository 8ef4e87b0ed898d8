import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readLog } from './readLog.js';
import { recordedCaller, recordedCoordinates, recordedGrants, Shortening } from './recorded.js';
import { heldGrant, holderOf } from '../testing/holders.js';
import { type Rig, startRig } from '../testing/rig.js';

describe('what is put on record', () => {
  it('names the grants that were used, with divisions and incident', () => {
    const used = [
      heldGrant('by field', { divisions: ['140581', '140525'] }),
      heldGrant('by type', { coordinates: ['Mine'], incident: 'incident-1', unmask: true }),
    ];
    expect(recordedGrants(used, new Shortening())).toEqual([
      { id: 'by field', divisions: ['140581', '140525'], unmask: false, incident: null },
      { id: 'by type', divisions: ['140500'], unmask: true, incident: 'incident-1' },
    ]);
    expect(recordedGrants([], new Shortening())).toEqual([]);
  });

  it('cuts a huge list, with its count and digest', () => {
    const shorten = new Shortening();
    const all = Array.from({ length: 300 }, (_, index) => `Mine.f${index}`);
    const cut = recordedCoordinates({ conditional: all, notShared: [], masked: [], others: 2 }, shorten);
    expect([cut.conditional.length, cut.conditional[199], cut.others]).toEqual([200, 'Mine.f199', 2]);
    const sha256 = createHash('sha256')
      .update(`${all.join('\n')}\n`)
      .digest('hex');
    const scope = Array.from({ length: 201 }, (_, index) => String(140000 + index));
    expect(recordedCaller(holderOf([], scope), shorten)).toMatchObject({
      kind: 'SYSTEM',
      subject: 'pseudonym',
    });
    expect(shorten.note).toEqual({
      truncated: {
        'coordinates.conditional': { count: 300, sha256 },
        'caller.scope': { count: 201, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    });
    expect(new Shortening().note).toEqual({});
  });
});

describe('a gateway', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('records answers, reduced answers and refusals, with duration and no value', async () => {
    rig = await startRig();
    await rig.ask('{ mine(code: "1") { plan } }', { line: 'ENERGY' });
    await rig.ask('query Named { mine(code: "sought") { plan code } }', { line: 'FIRE' });
    await rig.ask('{ nothing }');
    await rig.gateway.close({ graceMs: 1000 });
    const records: unknown[] = [];
    let text = '';
    for await (const { record, bytes } of readLog(rig.directory)) {
      records.push(record);
      text += bytes.toString();
    }
    expect(records).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'decision', decision: 'permitted', grants: [], operationName: null }),
        expect.objectContaining({
          kind: 'decision',
          decision: 'reduced',
          operationName: 'Named',
          refusals: ['Mine.plan'],
          caller: expect.objectContaining({ kind: 'OFFICER', subject: 'officer-1' }),
        }),
        expect.objectContaining({
          kind: 'refusal',
          decision: 'refused',
          code: 'VALIDATION_FAILED',
          milliseconds: expect.any(Number),
        }),
        expect.objectContaining({ kind: 'outcome', unmasked: 0, milliseconds: expect.any(Number) }),
      ]),
    );
    expect(text).not.toContain('sought');
  });
});
