import { readFileSync } from 'node:fs';

interface DefaultRule {
  readonly name: string;
  readonly incidentLevelAtLeast: number;
  readonly roles: readonly string[];
  readonly lines: readonly string[];
  readonly coordinates: readonly string[];
  readonly unmask: boolean;
  readonly basis: string;
  readonly division: string;
}

/** The rule that comes with the software: reference/emergency-rule.json. */
export const defaultRule = JSON.parse(
  readFileSync(new URL('../../reference/emergency-rule.json', import.meta.url), 'utf8'),
) as DefaultRule;

/** Department of what comes with the software: no department has this code. */
export const nobody = '0'.repeat(18);

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
const array = (values: readonly string[]) => `array[${values.map(quoted).join(', ')}]::text[]`;

/** Writes it, for the migration, as the owner of the table and therefore with its policies off for that statement. */
export function defaultRuleStatements(): string[] {
  const { name, incidentLevelAtLeast, roles, lines, coordinates, unmask, basis, division } = defaultRule;
  const unforced = ['emergency_rule', 'policy_revision'];
  return [
    ...unforced.map((table) => `alter table ${table} no force row level security`),
    `insert into emergency_rule (id, owner_department, division_code, source, source_id, name,
      incident_level_at_least, roles, lines, coordinates, unmask, active, basis)
    values (gen_random_uuid(), '${nobody}', ${quoted(division)}, 'default', ${quoted(name)}, ${quoted(name)},
      ${incidentLevelAtLeast}, ${array(roles)}, ${array(lines)}, ${array(coordinates)}, ${unmask}, true,
      ${quoted(basis)})`,
    ...unforced.map((table) => `alter table ${table} force row level security`),
  ];
}
