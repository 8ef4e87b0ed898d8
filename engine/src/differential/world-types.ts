import type { FieldModel, KeyModel, World } from './model.js';
import { isBanned } from './presence.js';
import type { Tape } from './tape.js';
import type { Draft } from './world.js';

export const everywhere = (world: World): number[] => world.subgraphs.map((_, index) => index);

/** A field with nothing special about it. */
export function plainField(name: string, type: string, owners: readonly number[]): FieldModel {
  return { name, type, args: [], owners, loud: false, provided: false, inaccessible: false };
}

/** What is no entity has none of this. */
export const noKeys = () => ({ keys: [], keysIn: [], stubs: [], gaps: new Set<number>() });

/** Interfaces over entities; the first can be an interface object in the last subgraph. */
export function declareInterfaces(world: Draft, entities: readonly string[], tapes: readonly Tape[]): void {
  tapes.forEach((tape, index) => {
    const isObject = index === 0 && tape.chance(2);
    const members = tape.some(entities);
    const name = isObject ? `I${index}` : `J${index}`;
    const object = { subgraph: world.subgraphs.length - 1, fields: [] };
    world.interfaces.set(name, { name, members, fields: [], ...(isObject ? { object } : {}) });
  });
}

/**
 * Declares each entity with its keys. One subgraph (the hub) has all of them, every other some: from wherever an entity
 * is met, its fields elsewhere can be reached, sometimes over the hub.
 */
export function declareEntities(world: Draft, tapes: readonly Tape[]): void {
  tapes.forEach((tape, index) => {
    const name = `E${index}`;
    const isMember = [...world.interfaces.values()].some(({ members }) => members.includes(name));
    const hub = tape.of(everywhere(world).filter((subgraph) => !isBanned(world, name, subgraph)));
    const id: KeyModel = { text: 'id', fields: [keyField('id', 'ID!')] };
    const others = otherKeys(world, name, tape).filter(() => tape.chance(3));
    const keys = isMember || others.length === 0 || !tape.chance(3) ? [id, ...others] : others;
    const all = keys.map((_, key) => key);
    const keysIn = everywhere(world).map((subgraph) => {
      if (subgraph === hub) return all;
      // An interface has the field `id` wherever it is declared, and so have its members.
      return isMember ? [0, ...all.filter((key) => key > 0 && tape.chance(2))] : tape.some(all);
    });
    const stubs = everywhere(world).map((subgraph) => subgraph !== hub && tape.chance(2));
    const fields = keys.flatMap((key) => key.fields);
    world.objects.set(name, { kind: 'entity', name, fields, keys, keysIn, hub, stubs, gaps: new Set() });
  });
}

const keyField = (name: string, type: string): FieldModel => ({ ...plainField(name, type, []), key: true });

function otherKeys(world: Draft, name: string, tape: Tape): KeyModel[] {
  const holder = `T${name}`;
  world.objects.set(holder, {
    kind: 'value',
    name: holder,
    fields: [keyField('slug', 'String!')],
    ...noKeys(),
  });
  const keys: KeyModel[] = [
    { text: 'code', fields: [keyField('code', 'Int!')] },
    { text: 'region number', fields: [keyField('region', 'String!'), keyField('number', 'Int!')] },
    { text: 'tag { slug }', fields: [keyField('tag', `${holder}!`)] },
  ];
  // Only what has `id` everywhere, and is nowhere unknown, can be in another's key.
  const peers = [...world.objects.values()].filter(
    (other) =>
      other.kind === 'entity' &&
      other.keysIn.every((ways) => other.keys[ways[0]!]!.text === 'id') &&
      !everywhere(world).some((subgraph) => isBanned(world, other.name, subgraph)),
  );
  if (peers.length > 0)
    keys.push({ text: 'peer { id }', fields: [keyField('peer', `${tape.of(peers).name}!`)] });
  return keys;
}
