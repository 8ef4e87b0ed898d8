import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Rig, startRig } from './testing/rig.js';
import { compose, fireSdl, minesSdl } from './testing/supergraph.js';

const tag = '@tag(name: "internal")';
const supergraph = compose({
  mines: minesSdl
    .replace('  manager: String', `  manager: String ${tag}`)
    .replace('type Mutation {', `type Mutation ${tag} {`)
    .replace('  mines: [Mine]', '  mines: [Mine] @listSize(assumedSize: 50)'),
  fire: fireSdl,
});

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ supergraph, contract: { excludeTags: ['internal'] }, cost: 'show' });
});
afterAll(() => rig.close());

const codes = ({ body }: Awaited<ReturnType<Rig['ask']>>) =>
  body.errors?.map(({ extensions }) => extensions['code']);

describe('a gateway that serves a contract', () => {
  it('knows nothing of what the contract hides', async () => {
    const hidden = await rig.ask('{ mine(code: "1") { manager } }');
    expect(codes(hidden)).toEqual(['VALIDATION_FAILED']);
    expect(codes(await rig.ask('mutation { renameMine(code: "1", name: "x") { name } }'))).toEqual([
      'VALIDATION_FAILED',
    ]);
    const { body } = await rig.ask(
      '{ __type(name: "Mine") { fields { name } } __schema { mutationType { name } } }',
    );
    expect(JSON.stringify(body.data)).not.toContain('manager');
    expect(body.data).toMatchObject({ __schema: { mutationType: null } });
  });

  it('answers the rest', async () => {
    const { body } = await rig.ask('{ mine(code: "1") { name } }');
    expect(body.data).toEqual({ mine: { name: '矿1' } });
  });
});

describe('a gateway that shows the cost', () => {
  it('tells what was estimated and what it came to', async () => {
    const { body } = await rig.ask('{ mines { name } dear { name } }');
    expect(body.extensions?.['cost']).toEqual({ estimated: 50 + 30, actual: 2 + 30 });
    const page = await (await fetch(`${rig.url}/metrics`)).text();
    expect(page).toMatch(/huitong_operation_cost_sum\{kind="estimated"\} \d+/);
    expect(page).toMatch(/huitong_operation_cost_sum\{kind="actual"\} \d+/);
  });
});
