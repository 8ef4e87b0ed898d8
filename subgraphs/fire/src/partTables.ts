/**
 * Function and trigger that keep the parts of a row together with it: a part belongs to the same department and
 * stands in the same division, whoever writes it (a mutation, an import, the demo data), and moves when it moves.
 * Run once per kind of whole; then {@link partOf} for each kind of part.
 * @param whole table of the whole.
 * @param tables tables of its parts, each with a column `<whole>_id`.
 */
export const wholeOf = (whole: string, tables: readonly string[]): string[] => [
  `create function ${whole}_moved() returns trigger language plpgsql as $$
   begin
     ${tables.map((table) => `update ${table} set division_code = new.division_code where ${whole}_id = new.id;`).join('\n     ')}
     return null;
   end $$`,
  `create trigger ${whole}_moved after update of division_code on ${whole} for each row
   when (old.division_code is distinct from new.division_code) execute function ${whole}_moved()`,
];

/** Function that takes the division of a part from its whole; see {@link wholeOf}. */
export const partFunction = (whole: string): string =>
  `create function part_of_${whole}() returns trigger language plpgsql as $$
   begin
     select division_code into new.division_code from ${whole}
     where id = new.${whole}_id and owner_department = new.owner_department;
     if not found then
       raise exception 'a part of no own ${whole}'
         using errcode = 'foreign_key_violation', constraint = 'own_${whole}';
     end if;
     return new;
   end $$`;

/** Trigger of a table of parts; it sorts before kit's `<table>_stamp`, which makes the path of the division. */
export const partOf = (whole: string, table: string): string =>
  `create trigger ${table}_part before insert or update on ${table} for each row
   when (new.${whole}_id is not null) execute function part_of_${whole}()`;
