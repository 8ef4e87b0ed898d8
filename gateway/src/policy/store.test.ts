import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../testing/eventually.js';
import { testLogger } from '../testing/rig.js';
import { statedGrant, testSharing } from '../testing/sharing.js';
import { startPolicySource } from './source.js';
import { filePolicyStore } from './store.js';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'huitong-policy-'));
  path = join(directory, 'policy.json');
});
afterEach(() => rm(directory, { recursive: true }));

const { logger, lines } = testLogger();
const start = (sharing: ReturnType<typeof testSharing>) =>
  startPolicySource({
    ...{ subgraph: 'sharing', transport: sharing.transport, logger, everyMs: 5 },
    store: filePolicyStore(path, logger),
  });

describe('the kept sharing policy', () => {
  it('is what was heard last, and when: also where nothing has changed for long', async () => {
    const sharing = testSharing();
    sharing.state({ grants: [statedGrant()], revocations: [{ kind: 'SUBJECT', value: 'gone' }] });
    const source = await start(sharing);
    const first = await filePolicyStore(path, logger).read();
    const asked = sharing.asked;
    await eventually(() => expect(sharing.asked).toBeGreaterThan(asked + 5));
    await source.close();
    const last = await filePolicyStore(path, logger).read();
    expect(last?.feed).toEqual(first?.feed);
    expect(last?.feed.grants).toHaveLength(1);
    expect(last?.heardAt).toBeGreaterThan(first?.heardAt ?? Infinity);
  });

  it.each([
    ['is none', null, 0],
    ['is no JSON', '{"heardAt": 1', 1],
    ['is of another shape', '{"heardAt": 1, "feed": {"grants": []}}', 1],
    ['lacks a part', '{"heardAt": 1, "answer": {"sharingPolicy": {"revision": "1", "grants": []}}}', 1],
  ])('that %s is not believed, and the gateway starts without', async (_, text, said) => {
    if (text !== null) await writeFile(path, text);
    lines.length = 0;
    expect(await filePolicyStore(path, logger).read()).toBeNull();
    expect(lines.filter((line) => line.includes('cannot be read'))).toHaveLength(said);
    const away = testSharing();
    away.up = false;
    const source = await start(away);
    expect(source.current().revision).toBe('none');
    await source.close();
    // What nobody could read is not overwritten by nothing.
    expect(await readFile(path, 'utf8').catch(() => null)).toBe(text);
  });
});
