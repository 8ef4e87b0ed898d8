import { namedType, type FieldModel, type ObjectModel } from './model.js';
import { declaredFields, isAllowed, isBanned, requiredNames } from './presence.js';
import type { Tape } from './tape.js';
import { isLeaf } from './world-fields.js';
import { everywhere } from './world-types.js';
import type { Draft } from './world.js';

/** Makes some fields depend on others: `@requires`, `@provides`, `@override`, `@inaccessible`. */
export function addDependencies(world: Draft, entities: readonly Tape[], interfaces: readonly Tape[]): void {
  let at = 0;
  for (const { members, fields, object } of world.interfaces.values()) {
    const tape = interfaces[at++]!;
    const first = world.objects.get(members[0]!)!;
    for (const field of object?.fields ?? [])
      if (tape.chance(2)) addRequires(world, tape, first, field, fields);
  }
  entities.forEach((tape, index) => {
    const entity = world.objects.get(`E${index}`)!;
    const own = entity.fields.filter((field) => !field.key && !isOfInterface(world, field));
    for (const field of own) {
      const earlier = entity.fields.slice(0, entity.fields.indexOf(field)).filter(({ key }) => !key);
      if (tape.chance(3)) addRequires(world, tape, entity, field, earlier);
    }
    for (const field of own) if (tape.chance(3)) provide(world, tape, field);
    for (const field of own) if (tape.chance(6)) override(world, tape, entity, field);
    for (const field of own) field.inaccessible = tape.chance(10);
    const code = entity.fields.find(({ key, name }) => key && name === 'code');
    if (code && entity.keys.length > 1) code.inaccessible = tape.chance(3);
  });
  const roots = world.objects.get('Query')?.fields ?? [];
  roots.forEach((field, index) => {
    if (entities[index]?.chance(3)) provide(world, entities[index], field);
  });
}

const isOfInterface = (world: Draft, field: FieldModel) =>
  [...world.interfaces.values()].some(
    ({ fields, object }) => fields.includes(field) || object?.fields.includes(field),
  );

function addRequires(
  world: Draft,
  tape: Tape,
  entity: ObjectModel,
  field: FieldModel,
  among: readonly FieldModel[],
): void {
  const [owner] = field.owners;
  if (owner === undefined || field.owners.length > 1) return;
  const inputs = tape.some(among.length > 0 ? among : [field]).slice(0, 2);
  const texts = inputs.flatMap((input) => {
    const named = namedType(input.type);
    const isElsewhere = !input.owners.includes(owner) && !input.override && isAllowed(world, named, owner);
    if (input === field || !isElsewhere) return [];
    // Composition fails over arguments of a field that an interface object adds.
    if (isAddedByObject(world, input) && input.args.length > 0) return [];
    const before = entity.fields.flatMap(({ owners, requires }) =>
      owners.includes(owner) && requires ? [requires] : [],
    );
    // One object can be given to a subgraph with one value of a field.
    if (before.some((text) => requiredNames(text).includes(input.name))) return [];
    if (isLeaf(world, named)) return [quiet(input)];
    const value = world.objects.get(named);
    const inner = value?.kind === 'value' ? value.fields.filter(({ type }) => isLeaf(world, type)) : [];
    return inner.length > 0 ? [`${quiet(input)} { ${quiet(tape.of(inner))} }`] : [];
  });
  if (texts.length > 0) field.requires = texts.join(' ');

  function quiet(input: FieldModel): string {
    input.loud = false;
    const args = input.args.filter(
      ({ type, defaultText }) => (type.endsWith('!') && !defaultText) || tape.chance(2),
    );
    const written = args.map(({ name, type }) => `${name}: ${literal(world, type)}`);
    return written.length > 0 ? `${input.name}(${written.join(', ')})` : input.name;
  }
}

const isAddedByObject = (world: Draft, field: FieldModel) =>
  [...world.interfaces.values()].some(({ object }) => object?.fields.includes(field));

function literal(world: Draft, type: string): string {
  const named = namedType(type);
  const text = { Int: '7', ID: '"k"', String: '"t"', Boolean: 'false', Json: '"j"' }[named];
  return text ?? world.enums.get(named)?.values.at(-1) ?? '{ n: 3 }';
}

function provide(world: Draft, tape: Tape, field: FieldModel): void {
  const [owner] = field.owners;
  const entity = world.objects.get(namedType(field.type));
  if (owner === undefined || field.owners.length > 1 || entity?.kind !== 'entity') return;
  const candidates = entity.fields.filter(
    (other) =>
      !other.key &&
      !other.owners.includes(owner) &&
      !other.requires &&
      !other.override &&
      other.args.length === 0 &&
      !isOfInterface(world, other) &&
      isLeaf(world, other.type),
  );
  if (candidates.length === 0) return;
  const provided = tape.of(candidates);
  field.provides = provided.name;
  provided.provided = true;
}

function override(world: Draft, tape: Tape, entity: ObjectModel, field: FieldModel): void {
  const [owner] = field.owners;
  if (field.owners.length > 1 || field.requires || field.provides || field.provided || isInput(entity, field))
    return;
  const others = everywhere(world).filter(
    (subgraph) =>
      subgraph !== owner && !isBanned(world, entity.name, subgraph) && isAllowed(world, field.type, subgraph),
  );
  if (others.length > 0) field.override = { from: tape.of(others), label: tape.chance(2) };
}

const isInput = (entity: ObjectModel, field: FieldModel) =>
  entity.fields.some(({ requires }) => requires && requiredNames(requires).includes(field.name));

/**
 * Lets a subgraph not know some rows of an entity. Its fields are then null, wherever they are asked from: so it must be
 * alone in having them, nothing may be computed from them, and no way to elsewhere may lead through it.
 */
export function addGaps(world: Draft, entities: readonly Tape[]): void {
  entities.forEach((tape, index) => {
    const entity = world.objects.get(`E${index}`)!;
    const isMember = [...world.interfaces.values()].some(
      ({ object, members }) => object && members.includes(entity.name),
    );
    if (isMember || entity.keys.length > 1) return;
    for (const subgraph of everywhere(world)) {
      const owned = declaredFields(world, subgraph, entity.name).filter(
        ({ as }) => as !== 'key' && as !== 'external',
      );
      const isAlone = owned.every(
        ({ field }) =>
          field.owners.length === 1 && !field.override && !field.provided && !isInput(entity, field),
      );
      if (owned.length > 0 && isAlone && tape.chance(4)) entity.gaps.add(subgraph);
    }
  });
}
