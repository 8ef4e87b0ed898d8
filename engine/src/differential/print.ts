import { INPUT, type FieldModel, type World } from './model.js';
import { declaredFields, isObjectIn, presentTypes, type DeclaredField } from './presence.js';

const imports = [
  'key',
  'shareable',
  'external',
  'requires',
  'provides',
  'override',
  'interfaceObject',
  'inaccessible',
  'tag',
];
const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports.map((name) => `"@${name}"`).join(', ')}])`;

/** What every schema has: a scalar of any JSON, and one input type. */
function commons(world: World): string[] {
  const kind = [...world.enums.keys()][0];
  return [
    'scalar Json',
    `input ${INPUT} { n: Int = 3 tags: [String!] ${kind ? `kind: ${kind} ` : ''}deep: [${INPUT}!] }`,
  ];
}

const block = (head: string, fields: readonly string[]) => `${head} {\n  ${fields.join('\n  ')}\n}`;

function signature({ name, args, type }: FieldModel): string {
  const written = args.map(({ name: arg, type: argType, defaultText }) =>
    defaultText === undefined ? `${arg}: ${argType}` : `${arg}: ${argType} = ${defaultText}`,
  );
  return `${name}${written.length > 0 ? `(${written.join(', ')})` : ''}: ${type}`;
}

/**
 * The schema of the monolith: all that any subgraph declares.
 *
 * @param what `full` has what is `@inaccessible` too; `api` is what callers may see.
 */
export function monolithSdl(world: World, what: 'full' | 'api'): string {
  const present = new Set(world.subgraphs.flatMap((_, subgraph) => [...presentTypes(world, subgraph)]));
  const seen = (fields: readonly FieldModel[]) =>
    fields.filter(({ inaccessible }) => what === 'full' || !inaccessible).map(signature);
  const parts = commons(world);
  for (const [name, { values, hidden }] of world.enums)
    parts.push(`enum ${name} { ${[...values, ...(hidden && what === 'full' ? [hidden] : [])].join(' ')} }`);
  for (const { name, fields, object } of world.interfaces.values())
    if (present.has(name))
      parts.push(block(`interface ${name}`, ['id: ID!', ...seen(fields), ...seen(object?.fields ?? [])]));
  for (const [name, members] of world.unions)
    if (present.has(name)) parts.push(`union ${name} = ${members.join(' | ')}`);
  for (const { name, fields } of world.objects.values()) {
    if (!present.has(name)) continue;
    const declared = new Set(
      world.subgraphs.flatMap((_, subgraph) =>
        presentTypes(world, subgraph).has(name)
          ? declaredFields(world, subgraph, name).map(({ field }) => field)
          : [],
      ),
    );
    // What an interface object adds to its members no subgraph declares in them.
    for (const field of fields) if (field.owners.length > 0) declared.add(field);
    const faces = interfacesOf(world, name, present);
    parts.push(block(`type ${name}${faces}`, seen(fields.filter((field) => declared.has(field)))));
  }
  return parts.join('\n');
}

function interfacesOf(world: World, type: string, present: ReadonlySet<string>): string {
  const names = [...world.interfaces.values()]
    .filter(({ name, members }) => present.has(name) && members.includes(type))
    .map(({ name }) => name);
  return names.length > 0 ? ` implements ${names.join(' & ')}` : '';
}

/** The schema of one subgraph, with its federation directives. */
export function subgraphSdl(world: World, subgraph: number): string {
  const present = presentTypes(world, subgraph);
  const parts = [HEAD, ...commons(world)];
  for (const [name, { values, hidden }] of world.enums)
    parts.push(`enum ${name} { ${values.join(' ')}${hidden ? ` ${hidden} @inaccessible` : ''} }`);
  for (const { name, fields, object } of world.interfaces.values()) {
    if (!present.has(name)) continue;
    if (isObjectIn(world, name, subgraph)) {
      const written = declaredFields(world, subgraph, name).map((declared) =>
        fieldLine(world, subgraph, declared),
      );
      parts.push(block(`type ${name} @key(fields: "id") @interfaceObject`, ['id: ID!', ...written]));
    } else {
      const own = fields.filter(({ owners }) => owners.includes(subgraph)).map(signature);
      parts.push(block(`interface ${name}${object ? ' @key(fields: "id")' : ''}`, ['id: ID!', ...own]));
    }
  }
  for (const [name, members] of world.unions)
    if (present.has(name)) parts.push(`union ${name} = ${members.join(' | ')}`);
  for (const object of world.objects.values()) {
    if (!present.has(object.name)) continue;
    const declared = declaredFields(world, subgraph, object.name);
    const written = declared.map((field) => fieldLine(world, subgraph, field));
    const shared = object.kind === 'value' ? ' @shareable' : '';
    // A key of an interface has to be resolvable for all its members.
    const isStub =
      object.stubs[subgraph] &&
      !isMemberByKey(world, object.name) &&
      declared.every(({ as }) => as === 'key' || as === 'external');
    const keys = (object.keysIn[subgraph] ?? []).map(
      (key) => ` @key(fields: "${object.keys[key]!.text}"${isStub ? ', resolvable: false' : ''})`,
    );
    const faces = interfacesOf(world, object.name, present);
    parts.push(block(`type ${object.name}${faces}${keys.join('')}${shared}`, written));
  }
  return parts.join('\n');
}

const isMemberByKey = (world: World, type: string) =>
  [...world.interfaces.values()].some(({ object, members }) => object && members.includes(type));

function fieldLine(world: World, subgraph: number, { field, as }: DeclaredField): string {
  const { owners, provided, requires, provides, inaccessible, override, stricter } = field;
  const isOwn = as === 'own' && owners.length > 0;
  const directives = [
    as === 'external' ? '@external' : '',
    isOwn && (owners.length > 1 || provided) ? '@shareable' : '',
    isOwn && requires ? `@requires(fields: "${requires.replaceAll('"', '\\"')}")` : '',
    isOwn && provides ? `@provides(fields: "${provides}")` : '',
    isOwn && override ? overrideText(world, override) : '',
    inaccessible && as !== 'external' ? '@inaccessible' : '',
    isOwn && field.loud ? '@tag(name: "loud")' : '',
  ];
  const strict = stricter === subgraph && isOwn ? '!' : '';
  return [`${signature(field)}${strict}`, ...directives].filter(Boolean).join(' ');
}

function overrideText(world: World, { from, label }: NonNullable<FieldModel['override']>): string {
  return `@override(from: "${world.subgraphs[from]!}"${label ? ', label: "percent(50)"' : ''})`;
}
