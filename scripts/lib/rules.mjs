import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema, isObjectType, valueFromASTUntyped } from 'graphql';
import { format, resolveConfig } from 'prettier';

/** Where the sharing subgraph reads what the catalogue says of a coordinate, from the root of the project. */
export const rulesFile = 'subgraphs/sharing/reference/rules.json';

/**
 * Writes down the catalogue (政务数据共享条例 art. 13), by which an application is judged too: of every type with a
 * catalogue entry its entry, name, providers, format, update frequency, mode, conditions, grade and share attribute, its
 * fields as data items (数据项), and the fields with an attribute or a mask of their own. The sharing subgraph sees no
 * schema but its own.
 *
 * @param {string} root folder of the project
 * @param {string} supergraphSdl
 * @returns {Promise<string | null>} JSON; null when contract is not built, or there is no sharing subgraph
 */
export async function rulesPage(root, supergraphSdl) {
  const contract = join(root, 'contract/dist/index.js');
  if (!existsSync(contract) || !existsSync(join(root, 'subgraphs/sharing'))) return null;
  const { catalogOf, fieldRules, shareOf } = await import(pathToFileURL(contract).href);
  const schema = buildSchema(supergraphSdl, { assumeValidSDL: true, assumeValid: true });
  const rules = fieldRules(schema);
  const types = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && catalogOf(type))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((type) => {
      const { entry, name, provider, conditions } = catalogOf(type);
      const { format, updateFrequency, mode, grade } = catalogArguments(type);
      const fields = Object.values(type.getFields()).filter((field) => !isInaccessible(field));
      const own = fields.flatMap((field) => {
        const rule = rules.get(`${type.name}.${field.name}`);
        // What a field leads to is judged by the type that it leads to.
        if (!rule || rule.governs !== 'FIELD') return [];
        return [[field.name, { ...shareText(shareOf(field)), mask: rule.mask }]];
      });
      const rule = {
        entry,
        name,
        description: type.description ?? null,
        provider,
        format,
        updateFrequency,
        mode,
        conditions,
        grade,
        ...shareText(shareOf(type)),
        fields: Object.fromEntries(
          fields.map((field) => [
            field.name,
            { type: String(field.type), description: field.description ?? null },
          ]),
        ),
        own: Object.fromEntries(own),
      };
      return [type.name, rule];
    });
  const text = JSON.stringify({
    generated: 'by npm run generate; do not edit',
    types: Object.fromEntries(types),
  });
  const options = (await resolveConfig(join(root, rulesFile))) ?? {};
  return format(text, { ...options, parser: 'json' });
}

/** Arguments of `@catalog` as they stand. */
const catalogArguments = (type) =>
  Object.fromEntries(
    (type.astNode?.directives ?? [])
      .filter(({ name }) => name.value === 'catalog')
      .flatMap(({ arguments: given = [] }) => given)
      .map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );

/** What neither type nor field says is shared with everybody, as fieldRules has it. */
const shareText = (share) => share ?? { attribute: null, purposes: [], basis: null };

const isInaccessible = (field) =>
  field.astNode?.directives?.some(({ name }) => name.value === 'inaccessible') ?? false;
