import { describe, expect, it } from '@jest/globals';
import { buildASTSchema, extendSchema, GraphQLSchema, Kind, parse } from 'graphql';
import { departmentLines, purposes } from './caller.js';
import { prelude } from './prelude.js';
import { fieldRules } from './sharing.js';

const preludeDocument = parse(prelude);
/** The prelude's own definitions; `extend schema` belongs to federation. */
const definitions = preludeDocument.definitions.filter((one) => one.kind !== Kind.SCHEMA_EXTENSION);

const schemaOf = (sdl: string) =>
  buildASTSchema(
    {
      kind: Kind.DOCUMENT,
      definitions: [...definitions, ...parse(`directive @shareable on OBJECT ${sdl}`).definitions],
    },
    { assumeValidSDL: true },
  );

const enumValues = (name: string) =>
  preludeDocument.definitions.flatMap((one) =>
    one.kind === Kind.ENUM_TYPE_DEFINITION && one.name.value === name
      ? (one.values ?? []).map((value) => value.name.value)
      : [],
  );

describe('the prelude', () => {
  it('parses, and its definitions make a schema', () => {
    const document = { kind: Kind.DOCUMENT, definitions } as const;
    expect(() => extendSchema(new GraphQLSchema({}), document, { assumeValidSDL: true })).not.toThrow();
  });

  it('has the lines and purposes that tokens carry, in the same order', () => {
    expect(enumValues('DepartmentLine')).toEqual([...departmentLines]);
    expect(enumValues('Purpose')).toEqual([...purposes]);
  });

  it('describes every definition', () => {
    const silent = definitions.filter((one) => 'description' in one && !one.description);
    expect(silent.map((one) => ('name' in one ? one.name?.value : one.kind))).toEqual([]);
  });
});

const rules = fieldRules(
  schemaOf(`
  type Query { mine(id: ID!): Mine mines: MineConnection dangers: DangerConnection list: [Danger!]! }
  type Mine
    @catalog(entry: "mines/mine", name: "煤矿", provider: [ENERGY], format: "GraphQL", updateFrequency: DAILY,
      mode: SERVICE_INTERFACE, grade: GENERAL)
    @share(attribute: UNCONDITIONAL) {
    id: ID!
    name: String
    plain: Int
    below: Int @share(attribute: CONDITIONAL, purposes: [SUPERVISION], basis: "law")
    stock: Float @share(attribute: NOT_SHARED, basis: "law")
    phone: String @share(attribute: CONDITIONAL, purposes: [INCIDENT_RESPONSE]) @mask(kind: PHONE)
    chief: String @mask(kind: NAME)
    dangers: DangerConnection
    dangerList: [Danger!]
    open: [Danger!] @share(attribute: UNCONDITIONAL)
    other: Plain
  }
  type Danger
    @catalog(entry: "mines/danger", name: "隐患", provider: [ENERGY, EMERGENCY], format: "GraphQL",
      updateFrequency: DAILY, mode: SERVICE_INTERFACE, conditions: "c", grade: GENERAL)
    @share(attribute: CONDITIONAL, purposes: [SUPERVISION], basis: "law") { id: ID! text: String mine: Mine near: [Danger!] }
  type Plain { text: String }
  type MineConnection { nodes: [Mine!]! edges: [MineEdge!]! totalCount: Int }
  type MineEdge { node: Mine! }
  type DangerConnection { nodes: [Danger!]! edges: [DangerEdge!]! totalCount: Int }
  type DangerEdge { node: Danger! }
  `),
);

describe('field rules', () => {
  it.each([
    ['Mine.below', 'CONDITIONAL', 'FIELD', null, 'mines/mine'],
    ['Mine.stock', 'NOT_SHARED', 'FIELD', null, 'mines/mine'],
    ['Mine.phone', 'CONDITIONAL', 'FIELD', 'PHONE', 'mines/mine'],
    ['Mine.chief', 'UNCONDITIONAL', 'FIELD', 'NAME', 'mines/mine'],
    ['Mine.open', 'UNCONDITIONAL', 'FIELD', null, 'mines/mine'],
    ['Mine.dangers', 'CONDITIONAL', 'ROWS', null, 'mines/danger'],
    ['Mine.dangerList', 'CONDITIONAL', 'ROWS', null, 'mines/danger'],
    ['Query.dangers', 'CONDITIONAL', 'ROWS', null, 'mines/danger'],
    ['Query.list', 'CONDITIONAL', 'ROWS', null, 'mines/danger'],
    ['Query.mines', 'UNCONDITIONAL', 'ROWS', null, 'mines/mine'],
    ['Query.mine', 'UNCONDITIONAL', 'ROWS', null, 'mines/mine'],
    ['Danger.mine', 'CONDITIONAL', 'PART', null, 'mines/danger'],
    ['Danger.text', 'CONDITIONAL', 'PART', null, 'mines/danger'],
    ['Danger.near', 'CONDITIONAL', 'ROWS', null, 'mines/danger'],
    ['DangerConnection.nodes', 'CONDITIONAL', 'ROWS', null, 'mines/danger'],
    ['DangerEdge.node', 'CONDITIONAL', 'ROWS', null, 'mines/danger'],
  ])('%s is %s by %s, mask %s, under %s', (coordinate, attribute, governs, mask, entry) => {
    const rule = rules.get(coordinate);
    expect(rule).toMatchObject({ coordinate, attribute, governs, mask });
    expect(rule?.catalog?.entry).toBe(entry);
  });

  it.each(['Mine.id', 'Mine.name', 'Mine.plain', 'Mine.other', 'Danger.id', 'Plain.text'])(
    'say nothing of %s',
    (coordinate) => {
      expect(rules.has(coordinate)).toBe(false);
    },
  );

  it('name the lines that may own a row', () => {
    expect(rules.get('Mine.dangers')?.catalog?.provider).toEqual(['ENERGY', 'EMERGENCY']);
  });
});
