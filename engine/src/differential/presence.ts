import { namedType, type FieldModel, type World } from './model.js';

/** Whether a subgraph has the type as an interface object. */
export const isObjectIn = (world: World, type: string, subgraph: number): boolean =>
  world.interfaces.get(type)?.object?.subgraph === subgraph;

/** Where an interface is an object, its members cannot be known. */
export function isBanned(world: World, entity: string, subgraph: number): boolean {
  for (const { members, object } of world.interfaces.values())
    if (object?.subgraph === subgraph && members.includes(entity)) return true;
  return false;
}

/** Adds what a subgraph that mentions `type` must declare besides: members, and types of fields that come with it. */
export function addClosure(world: World, subgraph: number, type: string, into: Set<string>): void {
  if (into.has(type)) return;
  const mention = (other: string) => addClosure(world, subgraph, namedType(other), into);
  const object = world.objects.get(type);
  const members = world.unions.get(type) ?? world.interfaces.get(type)?.members;
  if (!object && !members && !world.enums.has(type)) return;
  into.add(type);
  if (object?.kind === 'value') object.fields.forEach((field) => mention(field.type));
  if (object?.kind === 'entity')
    for (const key of object.keysIn[subgraph]!)
      object.keys[key]!.fields.forEach((field) => mention(field.type));
  if (members && !isObjectIn(world, type, subgraph)) members.forEach(mention);
}

/** Whether a subgraph can have fields of the type. */
export function isAllowed(world: World, type: string, subgraph: number): boolean {
  const types = new Set<string>();
  addClosure(world, subgraph, namedType(type), types);
  return [...types].every((name) => !isBanned(world, name, subgraph));
}

/** A field of an object that the subgraph writes down, and how. */
export interface DeclaredField {
  readonly field: FieldModel;
  readonly as: 'key' | 'own' | 'external' | 'overridden';
}

/** Which fields of an object (entity, root, value type or interface object) a subgraph declares. */
export function declaredFields(world: World, subgraph: number, type: string): DeclaredField[] {
  const object = world.objects.get(type);
  const inter = world.interfaces.get(type);
  const declared = new Map<FieldModel, DeclaredField['as']>();
  if (object?.kind === 'value') object.fields.forEach((field) => declared.set(field, 'own'));
  for (const key of object?.keysIn[subgraph] ?? [])
    object!.keys[key]!.fields.forEach((field) => declared.set(field, 'key'));
  const fields = object?.fields ?? [...(inter?.fields ?? []), ...(inter?.object?.fields ?? [])];
  for (const field of fields) {
    if (field.owners.includes(subgraph)) declared.set(field, 'own');
    if (field.override?.from === subgraph) declared.set(field, 'overridden');
  }
  const externals = externalNames(world, subgraph, type, fields);
  for (const field of fields)
    if (externals.has(field.name) && !declared.has(field)) declared.set(field, 'external');
  return [...declared].map(([field, as]) => ({ field, as }));
}

function externalNames(world: World, subgraph: number, type: string, fields: readonly FieldModel[]) {
  const names = new Set<string>();
  for (const { owners, requires } of fields)
    if (requires && owners.includes(subgraph)) requiredNames(requires).forEach((name) => names.add(name));
  for (const { fields: all } of world.objects.values())
    for (const field of all)
      if (field.provides && field.owners.includes(subgraph) && namedType(field.type) === type)
        names.add(field.provides);
  return names;
}

/** Top-level names of `f g(a: 1) v { x }`. */
export function requiredNames(text: string): string[] {
  return text
    .replace(/\([^)]*\)/g, '')
    .replace(/\{[^}]*\}/g, '')
    .trim()
    .split(/\s+/);
}

/** Every type of ours that the subgraph declares. */
export function presentTypes(world: World, subgraph: number): Set<string> {
  const present = new Set<string>();
  const own = (field: FieldModel) => field.owners.includes(subgraph) || field.override?.from === subgraph;
  for (const { kind, name, hub, fields } of world.objects.values()) {
    if (kind === 'value' || isBanned(world, name, subgraph)) continue;
    if (hub === subgraph || fields.some(own)) addClosure(world, subgraph, name, present);
  }
  for (const { name, fields, object } of world.interfaces.values())
    if (fields.some(own) || object?.fields.some(own) || (object && subgraph === 0))
      addClosure(world, subgraph, name, present);
  for (let before = -1; before !== present.size;) {
    before = present.size;
    for (const name of [...present])
      for (const { field } of declaredFields(world, subgraph, name))
        addClosure(world, subgraph, namedType(field.type), present);
  }
  return present;
}
