import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, type GraphQLInputType, isEnumType, isInputObjectType } from 'graphql';
import { commons } from '@huitong/commons';
import { emergency } from '@huitong/emergency';
import { fire } from '@huitong/fire';
import { hazmat } from '@huitong/hazmat';
import { type SubgraphDefinition, withPlainClient } from '@huitong/kit';
import { explain, growTables, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '@huitong/mines';
import { sharing } from '@huitong/sharing';
import { type ListField, listsOf, officerOfAll } from './schemaLists.js';

/** So many rows that reading a whole table is never the cheapest way to a page of it. */
const rows = 2500;

/** The ways into a list that a page of it must find by index. */
function waysInto(list: ListField): string[] {
  const argument = (name: string) => list.args.find((one) => one.name === name);
  const fieldsOf = (name: string) => {
    const type = getNamedType(argument(name)?.type as GraphQLInputType | undefined);
    return isInputObjectType(type) ? type.getFields() : {};
  };
  const order = getNamedType(fieldsOf('orderBy')['field']?.type);
  return [
    '',
    ...(argument('division') ? ['division: "140581107"'] : []),
    ...(argument('near') ? ['near: {point: {lat: 35.8, lon: 112.9}, withinKm: 3}'] : []),
    ...(argument('bbox') ? ['bbox: {minLat: 35.79, minLon: 112.89, maxLat: 35.81, maxLon: 112.91}'] : []),
    ...(fieldsOf('where')['nameContains'] ? ['where: {nameContains: "1437"}'] : []),
    ...(isEnumType(order) ? order.getValues().map(({ name }) => `orderBy: {field: ${name}}`) : []),
    ...(isEnumType(order) && order.getValue('UPDATED_AT')
      ? ['orderBy: {field: UPDATED_AT, direction: DESC}']
      : []),
  ];
}

describe.each([commons, mines, hazmat, fire, emergency, sharing] as readonly SubgraphDefinition[])(
  'at size, the lists of $name',
  (definition) => {
    const officer = officerOfAll(definition.name);
    let subgraph: TestSubgraph;
    let tables: string[];
    beforeAll(async () => {
      subgraph = await openTestSubgraph(definition, { sample: true });
      // Tables that a department writes; parts of their rows are read by their parents' keys.
      tables = definition.entities
        .map((entity) => subgraph.database.table(entity as never))
        .filter(({ columns }) => columns.includes('source_id'))
        .map(({ name }) => name);
      await growTables(subgraph.superuserUrl, tables, () => rows);
    }, 600_000);
    afterAll(() => subgraph.close());

    it.each(listsOf(definition.name).map((list) => [list.name, list] as const))('%s', async (name, list) => {
      const whole: string[] = [];
      for (const way of waysInto(list)) {
        const question = `{ ${name}(${[way, 'first: 20'].filter(Boolean).join(', ')}) { nodes { __typename } } }`;
        const { answer, plans } = await explain({
          ...{ database: subgraph.database, caller: officer },
          ask: () => subgraph.ask(question, officer),
        });
        expect([question, answer.errors]).toEqual([question, undefined]);
        expect(plans).not.toHaveLength(0);
        for (const plan of plans) {
          if (tables.some((table) => plan.includes(`Seq Scan on ${table} `)))
            whole.push(`${question}\n${plan}`);
        }
      }
      expect(whole).toEqual([]);
    });
  },
);

it('the few rows of a parent are found by its key, not along the order of the whole table', async () => {
  const subgraph = await openTestSubgraph(fire, { sample: true });
  try {
    await growTables(subgraph.superuserUrl, ['fire_unit'], () => rows);
    // Few enterprises with many units each look as if six of one were met soon along the names.
    const uscc = await withPlainClient(subgraph.superuserUrl, async (client) => {
      const { rows: found } = await client.query<{ uscc: string }>(
        'select distinct enterprise_uscc as uscc from fire_unit where enterprise_uscc is not null order by 1 limit 2',
      );
      const [one, other] = found.map((row) => row.uscc);
      await client.query(`update fire_unit set enterprise_uscc = case when name > '阳' then $1 else $2 end`, [
        one,
        other,
      ]);
      await client.query('vacuum analyze fire_unit');
      return one;
    });
    const question = `{ _entities(representations: [{ __typename: "Enterprise", uscc: "${uscc}" }]) {
      ... on Enterprise { fireUnits(first: 5) { nodes { name } } } } }`;
    const officer = officerOfAll('fire');
    const { answer, plans } = await explain({
      ...{ database: subgraph.database, caller: officer },
      ask: () => subgraph.ask(question, officer),
    });
    expect(answer.errors).toBeUndefined();
    expect(plans.join('\n')).toMatch(/fire_unit/);
    expect(plans.join('\n')).not.toMatch(/using fire_unit_name\b/);
  } finally {
    await subgraph.close();
  }
}, 600_000);
