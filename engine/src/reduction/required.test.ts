import { composeServices } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import type { Denied } from './reduction.js';
import { denyComputed, requiredCoordinates } from './required.js';

const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@interfaceObject"])`;
const subgraphs = {
  library: `${head}
    type Query { media: [Media] }
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
    type Film implements Media @key(fields: "id") { id: ID! title: String }`,
  ratings: `${head}
    type Media @key(fields: "id") @interfaceObject {
      id: ID! title: String @external stars: Int praise: String @requires(fields: "title") }`,
  press: `${head}
    type Book @key(fields: "id") { id: ID! praise: String @external quote: String @requires(fields: "praise") }`,
};

function required() {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: '',
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return requiredCoordinates(buildSchema(supergraphSdl, { assumeValid: true }));
}

describe('what an interface object computes', () => {
  it('is computed from the fields of each of its types, which say nothing of it themselves', () => {
    const found = Object.fromEntries([...required()].map(([name, from]) => [name, [...from]]));
    expect(found).toEqual({
      'Book.praise': ['Book.title'],
      'Film.praise': ['Film.title'],
      'Book.quote': ['Book.praise'],
    });
  });

  it('is denied where that is denied, and all that is computed from it', () => {
    const fields = new Map<string, Denied>([['Book.title', { coordinate: 'Book.title' }]]);
    denyComputed(fields, required());
    expect([...fields.keys()]).toEqual(['Book.title', 'Book.praise', 'Book.quote']);
    expect(fields.get('Book.quote')).toEqual({ coordinate: 'Book.quote' });
  });
});
