import { INPUT, namedType, type ArgumentModel, type FieldModel } from './model.js';
import { isAllowed, isBanned } from './presence.js';
import type { Tape } from './tape.js';
import { everywhere, noKeys, plainField } from './world-types.js';
import type { Draft } from './world.js';

const LEAVES = ['Int', 'String', 'Float', 'Boolean', 'ID', 'Json'];
const WRAPS = ['T', 'T!', '[T]', 'T', '[T!]', 'T', '[T!]!', '[T]!', '[[T]]', '[[T!]!]!'];

/** Value types have all their fields wherever they are declared, and a later one can hold an earlier one. */
export function addValues(world: Draft, tapes: readonly Tape[]): void {
  tapes.forEach((tape, index) => {
    const fields = Array.from({ length: 1 + tape.pick(3) }, (_, field) => {
      const named = tape.chance(3) ? anyType(world, tape) : leafType(world, tape);
      return {
        ...plainField(`f${field}`, wrapped(tape, named), []),
        args: someArguments(world, tape),
        loud: tape.chance(2),
      };
    });
    world.objects.set(`V${index}`, { kind: 'value', name: `V${index}`, fields, ...noKeys() });
  });
}

/** Fields of entities, of interfaces (each member has them) and of interface objects. */
export function addFields(world: Draft, entities: readonly Tape[], interfaces: readonly Tape[]): void {
  let at = 0;
  for (const { name, members, fields, object } of world.interfaces.values()) {
    const tape = interfaces[at++]!;
    const give = (list: FieldModel[], prefix: string, possible: number[]) => {
      for (let index = 0, count = tape.pick(3); index < count; index++) {
        const field = someField(world, tape, `${prefix}${index}`, possible, false);
        if (field === undefined) continue;
        list.push(field);
        for (const member of members) world.objects.get(member)!.fields.push(field);
      }
    };
    give(
      fields,
      `${name.toLowerCase()}a`,
      everywhere(world).filter(
        (subgraph) => isAllowed(world, name, subgraph) && object?.subgraph !== subgraph,
      ),
    );
    if (object) give(object.fields, `${name.toLowerCase()}x`, [object.subgraph]);
  }
  entities.forEach((tape, index) => {
    const entity = world.objects.get(`E${index}`)!;
    const possible = everywhere(world).filter((subgraph) => !isBanned(world, entity.name, subgraph));
    for (let field = 0, count = 1 + tape.pick(5); field < count; field++) {
      const added = someField(world, tape, `f${field}`, possible, true);
      if (added) entity.fields.push(added);
    }
  });
}

/** Each root field, and each mutation field, is of a subgraph; some of the former are of several. */
export function addRoots(world: Draft, queries: readonly Tape[], mutations: readonly Tape[]): void {
  const entities = [...world.objects.values()]
    .filter(({ kind }) => kind === 'entity')
    .map(({ name }) => name);
  const rootFields = (tapes: readonly Tape[], prefix: string) =>
    tapes.flatMap((tape, index) => {
      const isQuery = prefix === 'q';
      const named = isQuery && tape.chance(3) ? anyType(world, tape) : tape.of(entities);
      const field = someField(world, tape, `${prefix}${index}`, everywhere(world), isQuery, named);
      return field ? [field] : [];
    });
  const add = (name: string, fields: FieldModel[]) => {
    if (fields.length > 0) world.objects.set(name, { kind: 'root', name, fields, ...noKeys() });
  };
  add('Query', rootFields(queries, 'q'));
  add('Mutation', rootFields(mutations, 'm'));
}

function someField(
  world: Draft,
  tape: Tape,
  name: string,
  possible: readonly number[],
  sharing: boolean,
  named: string = tape.chance(2) ? anyType(world, tape) : leafType(world, tape),
): FieldModel | undefined {
  const owners = possible.filter((subgraph) => isAllowed(world, named, subgraph));
  if (owners.length === 0) return undefined;
  const type = wrapped(tape, named);
  const owner = tape.of(owners);
  const another = tape.of(owners);
  const isShared = sharing && tape.chance(4) && another !== owner;
  const isStricter = isShared && !type.endsWith('!') && isLeaf(world, named) && tape.chance(2);
  return {
    ...plainField(name, type, isShared ? [owner, another] : [owner]),
    args: someArguments(world, tape),
    loud: tape.chance(2) && !isStricter,
    ...(isStricter ? { stricter: another } : {}),
  };
}

export const isLeaf = (world: Draft, type: string): boolean =>
  LEAVES.includes(namedType(type)) || world.enums.has(namedType(type));

const leafType = (world: Draft, tape: Tape) => tape.of([...LEAVES, ...world.enums.keys()]);

function anyType(world: Draft, tape: Tape): string {
  const values = [...world.objects.values()].filter(
    ({ kind, name }) => kind === 'value' && !name.startsWith('T'),
  );
  const entities = [...world.objects.values()].filter(({ kind }) => kind === 'entity');
  const abstract = [...world.interfaces.keys(), ...world.unions.keys()];
  return tape.of([
    ...entities.map(({ name }) => name),
    ...values.map(({ name }) => name),
    ...abstract,
    ...abstract,
  ]);
}

const wrapped = (tape: Tape, named: string) => tape.of(WRAPS).replace('T', named);

function someArguments(world: Draft, tape: Tape): ArgumentModel[] {
  const kinds: Omit<ArgumentModel, 'name'>[] = [
    { type: 'Int' },
    { type: 'Int', defaultText: '5' },
    { type: 'String!' },
    { type: '[Int!]', defaultText: '[1, 2]' },
    { type: INPUT },
    { type: INPUT, defaultText: '{ n: 1, tags: ["x"] }' },
    { type: `[${INPUT}!]` },
    { type: 'Json' },
    { type: 'ID' },
    { type: 'Boolean!', defaultText: 'true' },
    ...[...world.enums].map(([type, { values }]) => ({ type, defaultText: values[0]! })),
  ];
  const count = tape.chance(4) ? 1 + tape.pick(2) : 0;
  return ['a', 'b'].slice(0, count).map((name) => ({ name, ...tape.of(kinds) }));
}
