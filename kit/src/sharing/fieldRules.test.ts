import { describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, type GraphQLSchema, parse } from 'graphql';
import { type Caller, type Grant, prelude, type VerifiedCaller } from '@huitong/contract';
import { caller } from '../testing/index.js';
import { demoUscc } from '../sample/departments.js';
import { applyFieldRules } from './fieldRules.js';
import { Notes } from './notes.js';

const sdl = `
  type Query { mine: Mine mines: [Mine!] stub: Stub contact: Contact unowned: Mine danger: Danger sum: Danger }
  interface Contact { phone: String @share(attribute: CONDITIONAL, purposes: [SUPERVISION]) }
  type Mine implements Contact
    @catalog(entry: "mines/mine", name: "煤矿", provider: [ENERGY], format: "GraphQL", updateFrequency: DAILY,
      mode: SERVICE_INTERFACE, grade: GENERAL)
    @share(attribute: UNCONDITIONAL) {
    name: String
    below: Int @share(attribute: CONDITIONAL, purposes: [SUPERVISION], basis: "law")
    stock: Int @share(attribute: NOT_SHARED, basis: "law")
    chief: String @mask(kind: NAME)
    mobile(unmask: UnmaskInput): String
      @share(attribute: CONDITIONAL, purposes: [INCIDENT_RESPONSE, SUPERVISION], basis: "law") @mask(kind: PHONE)
    "protected by the interface alone"
    phone: String
  }
  type Danger
    @catalog(entry: "mines/danger", name: "隐患", provider: [ENERGY], format: "GraphQL", updateFrequency: DAILY,
      mode: SERVICE_INTERFACE, conditions: "c", grade: GENERAL)
    @share(attribute: CONDITIONAL, purposes: [SUPERVISION], basis: "law") {
    id: ID!
    text: String
    cost: Int
    finder: String @mask(kind: NAME)
  }
  type Stub
    @catalog(entry: "mines/stub", name: "企业", provider: [ENERGY], format: "GraphQL", updateFrequency: DAILY,
      mode: SERVICE_INTERFACE, grade: GENERAL) {
    risk: Int @share(attribute: CONDITIONAL, purposes: [SUPERVISION], basis: "law")
  }
`;
const county = '140581';
const row = {
  __typename: 'Mine',
  ownerDepartment: demoUscc('ENERGY', county),
  divisionPath: ['140000', '140500', county, '140581001'],
  name: '一号矿',
  chief: '张三丰',
  mobile: '13812345678',
  phone: '03561234567',
};
/** Which protected resolvers ran. */
let read: string[] = [];
const protectedField = (name: string, value: unknown) => () => {
  read.push(name);
  return value;
};

const schema: GraphQLSchema = applyFieldRules(
  buildSubgraphSchema([
    {
      typeDefs: parse(`${prelude}\n${sdl}`),
      resolvers: {
        Query: {
          mine: () => row,
          contact: () => row,
          mines: () => Array.from({ length: 50 }, () => row),
          stub: () => ({}),
          danger: () => ({ ...row, id: 'd-1', text: '冒顶', cost: 9, finder: '李四' }),
          sum: () => ({ id: 'd-1', text: '合计' }),
          unowned: () => ({ __typename: 'Mine', mobile: row.mobile }),
        },
        Contact: { __resolveType: () => 'Mine' },
        Mine: { below: protectedField('below', 42), stock: protectedField('stock', 7) },
        Stub: { risk: protectedField('risk', 3) },
      } as never,
    },
  ]),
);

async function ask(fields: string, who: VerifiedCaller) {
  read = [];
  const notes = new Notes();
  const { data, errors } = await graphql({
    schema,
    source: `{ ${fields} }`,
    contextValue: { caller: who, notes },
  });
  expect(errors).toBeUndefined();
  const extensions = notes.toExtensions(0) as {
    denied?: { coordinate: string; code: string; path: unknown }[];
    counts: { masked: number; unmasked: number };
  };
  return {
    data: JSON.parse(JSON.stringify(data)) as Record<string, Record<string, unknown>>,
    denied: extensions.denied ?? [],
    counts: extensions.counts,
  };
}

const grant = (change: Partial<Grant> = {}): Grant => ({
  id: 'g-1',
  coordinates: ['Mine.below'],
  divisions: [county],
  unmask: false,
  incident: null,
  expiresAt: Math.floor(Date.now() / 1000) + 60,
  ...change,
});
const fire = (grants: Grant[], change: Partial<Caller> = {}) => caller('FIRE', county, { grants, ...change });

describe('a protected field', () => {
  it.each<[string, VerifiedCaller, number | null]>([
    ['its own department', caller('ENERGY', county), 42],
    ['the department above in its line', caller('ENERGY', '140500'), 42],
    ['its own line in another county', caller('ENERGY', '140521'), null],
    ['another line', fire([]), null],
    ['another line with a grant of the field', fire([grant()]), 42],
    ['another line with a grant of the type', fire([grant({ coordinates: ['Mine'] })]), 42],
    ['a grant over the city', fire([grant({ divisions: ['140500'] })]), 42],
    ['a grant of a township of it', fire([grant({ divisions: ['140581001'] })]), 42],
    ['a grant in another county', fire([grant({ divisions: ['140521'] })]), null],
    ['a grant in no division', fire([grant({ divisions: [] })]), null],
    ['a grant for a purpose that the schema does not name', fire([grant()], { purpose: 'RELIEF' }), null],
    ['an expired grant', fire([grant({ expiresAt: 1 })]), null],
    ['a grant of another field', fire([grant({ coordinates: ['Mine.stock'] })]), null],
    ['a grant of a longer name', fire([grant({ coordinates: ['Mine.below2', 'Mi', 'Mine.'] })]), null],
    ['a grant bound to an incident, outside of it', fire([grant({ incident: 'i-1' })]), null],
    [
      'a grant bound to an incident, in another',
      fire([grant({ incident: 'i-1' })], { incident: 'i-2' }),
      null,
    ],
    ['a grant bound to an incident, within it', fire([grant({ incident: 'i-1' })], { incident: 'i-1' }), 42],
  ])('is judged for %s', async (_, who, value) => {
    const { data, denied } = await ask('mine { name below }', who);
    expect(data['mine']).toEqual({ name: '一号矿', below: value });
    expect(denied.map((one) => one.coordinate)).toEqual(value === null ? ['Mine.below'] : []);
    expect(read).toEqual(value === null ? [] : ['below']);
  });

  it('that is not shared stays closed whatever is granted, and opens to its owner', async () => {
    const all = grant({ coordinates: ['Mine', 'Mine.stock'], divisions: ['140000'], unmask: true });
    const { data, denied } = await ask('mine { stock }', fire([all]));
    expect(data['mine']?.['stock']).toBeNull();
    expect(denied).toMatchObject([{ code: 'FIELD_NOT_SHARED', coordinate: 'Mine.stock' }]);
    expect(read).toEqual([]);
    expect((await ask('mine { stock }', caller('ENERGY', county))).data['mine']?.['stock']).toBe(7);
  });

  it('is refused once per coordinate, not once per row or alias', async () => {
    const { denied } = await ask('mines { a: below b: below stock }', fire([]));
    expect(denied).toEqual([
      { coordinate: 'Mine.below', code: 'FIELD_NOT_SHARED', entry: 'mines/mine', path: ['mines', 0, 'a'] },
      {
        coordinate: 'Mine.stock',
        code: 'FIELD_NOT_SHARED',
        entry: 'mines/mine',
        path: ['mines', 0, 'stock'],
      },
    ]);
    expect(read).toEqual([]);
  });

  it('of a stub, which has no owner here, opens to its provider only, whatever is granted', async () => {
    const granted = grant({ coordinates: ['Stub', 'Stub.risk'], divisions: ['140000'] });
    expect((await ask('stub { risk }', fire([granted]))).data['stub']?.['risk']).toBeNull();
    expect(read).toEqual([]);
    expect((await ask('stub { risk }', caller('ENERGY', '140521'))).data['stub']?.['risk']).toBe(3);
  });

  it('stated by an interface binds its types, however they are asked', async () => {
    for (const query of ['mine { phone }', 'contact { phone }', 'contact { ... on Mine { phone } }']) {
      const { data, denied } = await ask(query, fire([]));
      expect(Object.values(data)[0]).toEqual({ phone: null });
      expect(denied).toMatchObject([{ coordinate: 'Mine.phone' }]);
      expect(Object.values((await ask(query, caller('ENERGY', county))).data)[0]).toEqual({
        phone: row.phone,
      });
    }
  });
});

describe('a row of a conditional type', () => {
  const asking = 'danger { id text cost finder }';
  const whole = { id: 'd-1', text: '冒顶', cost: 9, finder: '李*' };

  it.each<[string, VerifiedCaller, object]>([
    ['its own department', caller('ENERGY', county), whole],
    ['its own department with an unrelated grant', caller('ENERGY', county, { grants: [grant()] }), whole],
    ['who meets it by another rule of its table', fire([grant()]), whole],
    ['a grant of the type', fire([grant({ coordinates: ['Danger'] })]), whole],
    [
      'a grant of one field',
      fire([grant({ coordinates: ['Danger.text'] })]),
      { id: 'd-1', text: '冒顶', cost: null, finder: null },
    ],
    [
      'two grants of a field each',
      fire([grant({ coordinates: ['Danger.text'] }), grant({ coordinates: ['Danger.finder'] })]),
      { ...whole, cost: null },
    ],
    [
      'a grant of one field elsewhere',
      fire([grant({ coordinates: ['Danger.text'], divisions: ['140521'] })]),
      { id: 'd-1', text: null, cost: null, finder: null },
    ],
  ])('gives its fields by %s', async (_, who, expected) => {
    const { data, denied } = await ask(asking, who);
    expect(data['danger']).toEqual(expected);
    const missing = Object.entries(expected).flatMap(([name, value]) =>
      value === null ? [`Danger.${name}`] : [],
    );
    expect(denied.map(({ coordinate }) => coordinate)).toEqual(missing);
  });

  it('is counted as read under the grant that opened it, whole or in part, and not as the owner’s', async () => {
    const notes = async (who: VerifiedCaller, source = `{ ${asking} }`) => {
      const contextValue = { caller: who, notes: new Notes() };
      await graphql({ schema, source, contextValue });
      return contextValue.notes.toExtensions(0)['grants'];
    };
    expect(await notes(fire([grant({ coordinates: ['Danger'] })]))).toEqual({
      'g-1': { rows: 1, values: 3, unmasked: 0 },
    });
    expect(await notes(fire([grant({ coordinates: ['Danger.text'] })]))).toEqual({
      'g-1': { rows: 1, values: 1, unmasked: 0 },
    });
    // Its key alone: no value that anything protects, but the row was met.
    for (const coordinate of ['Danger', 'Danger.text']) {
      const id = '{ danger { id again: id } }';
      expect(await notes(fire([grant({ coordinates: [coordinate] })]), id)).toEqual({
        'g-1': { rows: 1, values: 0, unmasked: 0 },
      });
    }
    const own = caller('ENERGY', county, { grants: [grant({ coordinates: ['Danger'] })] });
    expect(await notes(own)).toBeUndefined();
    expect(await notes(own, '{ danger { id } }')).toBeUndefined();
    const elsewhere = grant({ coordinates: ['Danger'], divisions: ['140521'] });
    expect(await notes(fire([elsewhere]), '{ danger { id } }')).toBeUndefined();
  });

  it('that is computed and has no owner gives what the grants name', async () => {
    const who = fire([grant({ coordinates: ['Danger.text'] })]);
    expect((await ask('sum { id text cost }', who)).data['sum']).toEqual({
      id: 'd-1',
      text: '合计',
      cost: null,
    });
  });
});

describe('a masked field', () => {
  const asking = 'mine { mobile(unmask: {incident: "i-1", reason: "救援"}) }';
  const unmasking = grant({ coordinates: ['Mine.mobile'], unmask: true });
  const masked = '138****5678';

  it('leaves masked, its owner’s too, and is counted', async () => {
    for (const who of [caller('ENERGY', county), fire([unmasking])]) {
      const { data, denied, counts } = await ask('mine { mobile chief }', who);
      expect(data['mine']).toEqual({ mobile: masked, chief: '张*' });
      expect(denied).toEqual([]);
      expect(counts).toMatchObject({ masked: 2, unmasked: 0 });
    }
  });

  it.each<[string, VerifiedCaller, string | null, string | null]>([
    ['the grant says so', fire([unmasking]), row.mobile, null],
    [
      'the grant of that incident says so',
      fire([grant({ ...unmasking, incident: 'i-1' })], { incident: 'i-1' }),
      row.mobile,
      null,
    ],
    ['no grant says so', fire([grant({ ...unmasking, unmask: false })]), masked, 'UNMASK_NOT_GRANTED'],
    ['it is the own row, without a grant', caller('ENERGY', county), masked, 'UNMASK_NOT_GRANTED'],
    ['it is the own row, with a grant', caller('ENERGY', county, { grants: [unmasking] }), row.mobile, null],
    [
      'another incident is named',
      caller('ENERGY', county, { grants: [grant({ ...unmasking, incident: 'i-2' })], incident: 'i-2' }),
      masked,
      'UNMASK_NOT_GRANTED',
    ],
    [
      'the grant has expired',
      caller('ENERGY', county, { grants: [grant({ ...unmasking, expiresAt: 1 })] }),
      masked,
      'UNMASK_NOT_GRANTED',
    ],
    [
      'the grant unmasks elsewhere',
      caller('ENERGY', county, { grants: [grant({ ...unmasking, divisions: ['140521'] })] }),
      masked,
      'UNMASK_NOT_GRANTED',
    ],
    ['nothing is granted at all', fire([]), null, 'FIELD_NOT_SHARED'],
  ])('asked for in clear: %s', async (_, who, value, code) => {
    const { data, denied, counts } = await ask(asking, who);
    expect(data['mine']?.['mobile']).toBe(value);
    expect(denied.map((one) => one.code)).toEqual(code ? [code] : []);
    expect(counts.unmasked).toBe(value === row.mobile ? 1 : 0);
  });

  it('is never in clear on a row without an owner', async () => {
    const who = caller('ENERGY', county, { grants: [unmasking] });
    expect((await ask(asking.replace('mine', 'unowned'), who)).data['unowned']?.['mobile']).toBe(masked);
  });
});
