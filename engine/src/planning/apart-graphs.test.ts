import { composeServices } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { buildSupergraph } from '../supergraph-schema.js';
import { plannerSupergraph } from './planner-supergraph.js';

const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@shareable"])`;

const mine = `type Query { part: Part } type Part @key(fields: "id") @key(fields: "tag { code }") {
  id: ID! tag: Tag! ore: Int metal(in: Unit = KG): Int @external alloy: Alloy @requires(fields: "metal") }
  type Tag @shareable { code: ID! } type Alloy { grade: Grade of: [Made] } enum Grade { A B } union Made = Alloy | Tool
  enum Unit { KG T } type Tool @key(fields: "id") { id: ID! name: String part: Part }`;
const works = `type Part @key(fields: "id") {
  id: ID! ore: Int @external metal(in: Unit = KG): Int @requires(fields: "ore") colour: String }
  enum Unit { KG T }`;

function planned(subgraphs: Readonly<Record<string, string>>) {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: '',
    typeDefs: parse(`${head}\n${sdl}`),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return { composed: supergraphSdl, ...plannerSupergraph(supergraphSdl, parse(supergraphSdl)) };
}

/** What a supergraph says of a graph, by the name or the type that each line begins with. */
const fieldsOf = (sdl: string, graph: string) =>
  sdl.split('\n').flatMap((line) => {
    const [, field] = new RegExp(`^ +(\\w+).*graph: ${graph}\\b`).exec(line) ?? [];
    return field === undefined ? [] : [field];
  });

describe('graphs of their own', () => {
  it('are made for chains only', () => {
    const { composed, sdl, subgraphs } = planned({
      mine: mine.replace('@requires(fields: "metal")', '').replace('metal(in: Unit = KG): Int @external', ''),
      works,
    });
    expect(subgraphs.size).toBe(0);
    expect(sdl).toBe(composed);
  });

  it('have the keys, what is required and what is computed, and are the subgraph otherwise', () => {
    const { sdl, subgraphs } = planned({ mine, works });
    expect(Object.fromEntries(subgraphs)).toEqual({
      mine__apart_2: 'mine',
      works__apart_1: 'works',
    });
    const computing = fieldsOf(sdl, 'WORKS__APART_1');
    expect(computing).toEqual(expect.arrayContaining(['ore', 'metal']));
    // What else the subgraph has of the entity it goes on answering itself.
    expect(computing).not.toContain('colour');
    expect(fieldsOf(sdl, 'WORKS')).not.toEqual(expect.arrayContaining(['ore']));
    expect(fieldsOf(sdl, 'WORKS')).not.toEqual(expect.arrayContaining(['metal']));
    expect(sdl).toMatch(/ metal.*requires: "ore".*graph: WORKS__APART_1/);
  });

  it('lead entities below what is computed back to the subgraph, and have the rest whole', () => {
    const { sdl } = planned({ mine, works });
    const computing = fieldsOf(sdl, 'MINE__APART_2');
    expect(computing).toEqual(expect.arrayContaining(['alloy', 'metal', 'A', 'B']));
    expect(computing).not.toContain('name');
    expect(sdl).toMatch(/union Made[^=]*@join__unionMember\(member: "Tool", graph: MINE__APART_2\)/);
    expect(sdl).toMatch(/@join__type\(key: "id", graph: MINE__APART_2, resolvable: false\)/);
  });

  it('make a supergraph that can be planned on', () => {
    const { sdl } = planned({ mine, works });
    const build = () => buildSupergraph(sdl, { enforcedFeatures: [], engineKind: 'compiled' });
    expect(build).not.toThrow();
  });
});
