import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { commons } from '@huitong/commons';
import { emergency } from '@huitong/emergency';
import { fire } from '@huitong/fire';
import { hazmat } from '@huitong/hazmat';
import { demoUscc, type SubgraphDefinition, withPlainClient } from '@huitong/kit';
import { feedIndex, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '@huitong/mines';
import { sharing } from '@huitong/sharing';
import { type ListField, listsOf, literal, officerOfAll, ownerOf } from './schemaLists.js';

/** Fields that no demo row fills, with the reason. */
const unfilled: Readonly<Record<string, string>> = {
  'CoalMine.mineCode': 'national codes are assigned, never invented',
  'AdminDivision.validTo': 'every division of the edition is valid',
};

/** The index is fed by its owners, who are not here: one object of theirs with all that an entry can hold. */
const indexedDanger = {
  ...{ type: 'MineHiddenDanger', key: '00000000-0000-4000-8000-000000000001', name: '隐患', state: 'LISTED' },
  ...{ lat: 35.8, lon: 112.9, rank: 1, due_at: '2026-01-01T00:00:00.000Z', share: 'CONDITIONAL' as const },
  ...{ division: '140581', department: demoUscc('ENERGY', '140581') },
};

/** Fields of a row that the subgraph itself holds and that need no selection. */
function ownLeaves(row: GraphQLObjectType, subgraph: string): string[] {
  return Object.values(row.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .filter((field) => ['', subgraph].includes(ownerOf(field)))
    .filter((field) => !field.args.some((argument) => isNonNullType(argument.type)))
    .map((field) => field.name);
}

function questionsOf(list: ListField): string[] {
  const page = '{ totalCount pageInfo { hasNextPage endCursor } nodes { __typename } }';
  const questions = [`{ ${list.name} ${page} }`];
  for (const argument of list.args) {
    const type = getNamedType(argument.type);
    if (argument.name === 'where' && isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        const value = ['and', 'or', 'not'].includes(field.name)
          ? `${field.name}: ${isListType(field.type) ? '[{}]' : '{}'}`
          : `${field.name}: ${literal(field.type)}`;
        questions.push(`{ ${list.name}(where: {${value}}) ${page} }`);
      }
    } else if (argument.name === 'orderBy' && isInputObjectType(type)) {
      const order = getNamedType(type.getFields()['field']?.type as GraphQLInputType);
      for (const { name } of isEnumType(order) ? order.getValues() : []) {
        for (const direction of ['ASC', 'DESC']) {
          questions.push(
            `{ ${list.name}(orderBy: {field: ${name}, direction: ${direction}}, first: 2) ${page} }`,
          );
        }
      }
    }
  }
  const has = (name: string) => list.args.some((argument) => argument.name === name);
  if (has('near'))
    questions.push(`{ ${list.name}(near: {point: {lat: 35.8, lon: 112.9}, withinKm: 20}) ${page} }`);
  if (has('bbox'))
    questions.push(`{ ${list.name}(bbox: {minLat: 35, minLon: 112, maxLat: 36, maxLon: 113}) ${page} }`);
  if (has('division')) questions.push(`{ ${list.name}(division: "140581") ${page} }`);
  return questions;
}

describe.each([commons, mines, hazmat, fire, emergency, sharing] as readonly SubgraphDefinition[])(
  'lists of $name',
  (definition) => {
    const { name } = definition;
    const officer = officerOfAll(name);
    let subgraph: TestSubgraph;
    beforeAll(async () => {
      subgraph = await openTestSubgraph(definition, { sample: true });
      if (name === 'commons') await feedIndex(subgraph.database, 'mines', [indexedDanger]);
    });
    afterAll(() => subgraph.close());

    it('answer every filter and every order that the schema offers', async () => {
      const lists = listsOf(name);
      expect(lists.length).toBeGreaterThan(0);
      for (const question of lists.flatMap(questionsOf)) {
        const { data, errors } = await subgraph.ask(question, officer);
        expect([question, errors]).toEqual([question, undefined]);
        expect(Object.values(data ?? {})[0]).toMatchObject({ nodes: expect.any(Array) });
      }
    });

    // A page of a column that is never null is found by one index in either direction (kit/src/lists/order.ts).
    it('are of entities that say of each column whether it can be null, as the database does', async () => {
      const { database, superuserUrl } = subgraph;
      const { rows } = await withPlainClient(superuserUrl, (client) =>
        client.query<{ cell: string }>(
          `select table_name || '.' || column_name as cell from information_schema.columns
           where table_schema = 'public' and is_nullable = 'YES' and is_generated = 'NEVER'`,
        ),
      );
      const nullable = new Set(rows.map(({ cell }) => cell));
      const wrong = database.source.entityMetadatas.flatMap(({ tableName, columns }) =>
        columns
          .filter(({ generatedType }) => !generatedType)
          .filter(
            ({ databaseName, isNullable }) => !isNullable && nullable.has(`${tableName}.${databaseName}`),
          )
          .map(({ databaseName }) => `${tableName}.${databaseName}`),
      );
      expect(wrong).toEqual([]);
    });

    it('fill every field of every row type for at least one demo row', async () => {
      const empty: string[] = [];
      for (const list of listsOf(name)) {
        const fields = ownLeaves(list.row, name);
        const { data, errors } = await subgraph.ask(
          `{ ${list.name}(first: 500) { nodes { ${fields.join(' ')} } } }`,
          officer,
        );
        expect(errors).toBeUndefined();
        const { nodes } = (data as Record<string, { nodes: Record<string, unknown>[] }>)[list.name] as {
          nodes: Record<string, unknown>[];
        };
        expect(nodes.length).toBeGreaterThan(0);
        for (const field of fields) {
          const coordinate = `${list.row.name}.${field}`;
          if (!Object.hasOwn(unfilled, coordinate) && nodes.every((node) => node[field] === null))
            empty.push(coordinate);
        }
      }
      expect(empty).toEqual([]);
    });
  },
);
