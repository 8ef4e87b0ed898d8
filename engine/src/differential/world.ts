import fc from 'fast-check';
import { declareEntities, declareInterfaces } from './world-types.js';
import { addDependencies, addGaps } from './world-directives.js';
import { addFields, addRoots, addValues } from './world-fields.js';
import type { EnumModel, InterfaceModel, ObjectModel, World } from './model.js';
import { Tape, tapes } from './tape.js';

/** A tape for each thing of a graph: removing one leaves the others as they were. */
export interface WorldSpec {
  readonly seed: number;
  readonly subgraphs: number;
  readonly enums: readonly (readonly number[])[];
  readonly values: readonly (readonly number[])[];
  readonly entities: readonly (readonly number[])[];
  readonly interfaces: readonly (readonly number[])[];
  readonly unions: readonly (readonly number[])[];
  readonly roots: readonly (readonly number[])[];
  readonly mutations: readonly (readonly number[])[];
}

const many = (length: number, least: number, most: number) =>
  fc.array(tapes(length), { minLength: least, maxLength: most, size: 'max' });

export const worldSpecs: fc.Arbitrary<WorldSpec> = fc.record({
  seed: fc.nat({ max: 0xffff }),
  subgraphs: fc.integer({ min: 2, max: 4 }),
  enums: many(8, 0, 2),
  values: many(60, 0, 2),
  entities: many(160, 1, 4),
  interfaces: many(40, 0, 2),
  unions: many(8, 0, 1),
  roots: many(20, 1, 4),
  mutations: many(8, 0, 3),
});

/** What is still being built; the same as a world, but written to. */
export interface Draft extends World {
  readonly objects: Map<string, ObjectModel>;
  readonly interfaces: Map<string, InterfaceModel>;
  readonly unions: Map<string, readonly string[]>;
  readonly enums: Map<string, EnumModel>;
}

/** Builds the world that the tapes describe, so that composition accepts (nearly) every one. */
export function buildWorld(spec: WorldSpec): World {
  const world: Draft = {
    seed: spec.seed,
    subgraphs: Array.from({ length: spec.subgraphs }, (_, index) => `s${index}`),
    objects: new Map(),
    interfaces: new Map(),
    unions: new Map(),
    enums: new Map(),
  };
  spec.enums.forEach((choices, index) => {
    const tape = new Tape(choices);
    const values = ['RED', 'GREEN', 'BLUE'].slice(0, 1 + tape.pick(3));
    world.enums.set(`N${index}`, { values, hidden: tape.chance(2) ? 'SECRET' : undefined });
  });
  const entities = spec.entities.map((choices) => new Tape(choices));
  const interfaces = spec.interfaces.map((choices) => new Tape(choices));
  const names = entities.map((_, index) => `E${index}`);
  declareInterfaces(world, names, interfaces);
  declareEntities(world, entities);
  spec.unions.forEach((choices, index) => {
    world.unions.set(`U${index}`, new Tape(choices).some(names));
  });
  addValues(
    world,
    spec.values.map((choices) => new Tape(choices)),
  );
  addFields(world, entities, interfaces);
  addRoots(
    world,
    spec.roots.map((choices) => new Tape(choices)),
    spec.mutations.map((choices) => new Tape(choices)),
  );
  addDependencies(world, entities, interfaces);
  addGaps(world, entities);
  return world;
}
