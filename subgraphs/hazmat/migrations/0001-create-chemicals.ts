import { migration, publicTable, searchColumn, searchIndex } from '@huitong/kit';
import { readChemicals } from '../reference/index.js';

/** The chemicals as one JSON literal: a migration's statements take no parameters. */
function chemicalsJson(): string {
  const rows = readChemicals().map((one) => ({
    gb18218_no: one.no,
    name: one.name,
    aliases: one.aliases,
    cas_no: one.cas,
    un_no: one.un,
    critical_quantity_tonnes: one.criticalQuantityTonnes,
    beta: one.beta,
    class_symbol: one.classSymbol,
    is_highly_toxic: one.isHighlyToxic,
    erg_guide: one.ergGuide,
    isolation_distance_metres: one.spillMetres,
    fire_isolation_distance_metres: one.fireMetres,
  }));
  return `'${JSON.stringify(rows).replaceAll("'", "''")}'::jsonb`;
}

/**
 * The table of chemicals, filled from GB 18218-2018. It is public reference data like the divisions: everybody reads
 * it, only the owner role writes it. A new edition of the standard is a new file and a new migration; these files
 * stay as they are.
 */
export const createChemicals = migration(1, 'create-chemicals', () => [
  `create table chemical (
      id uuid primary key,
      gb18218_no integer not null unique check (gb18218_no > 0),
      name text not null,
      aliases text[] not null,
      names text not null,
      ${searchColumn('names')},
      cas_no text check (cas_no ~ '^[0-9]{2,7}-[0-9]{2}-[0-9]$'),
      un_no text check (un_no ~ '^[0-9]{4}$'),
      critical_quantity_tonnes float8 not null check (critical_quantity_tonnes > 0),
      beta float8 not null check (beta > 0),
      class_symbol text,
      is_highly_toxic boolean,
      erg_guide integer check (erg_guide between 111 and 175),
      isolation_distance_metres integer check (isolation_distance_metres > 0),
      fire_isolation_distance_metres integer check (fire_isolation_distance_metres > 0)
    )`,
  `create index chemical_cas on chemical (cas_no)`,
  searchIndex('chemical', 'names'),
  ...publicTable('chemical'),
  `insert into chemical (id, gb18218_no, name, aliases, names, cas_no, un_no, critical_quantity_tonnes, beta,
       class_symbol, is_highly_toxic, erg_guide, isolation_distance_metres, fire_isolation_distance_metres)
     select md5('GB 18218-2018 table 1 row ' || gb18218_no)::uuid, gb18218_no, name, aliases,
       array_to_string(name || aliases, E'\\n'), cas_no, un_no, critical_quantity_tonnes, beta,
       class_symbol, is_highly_toxic, erg_guide, isolation_distance_metres, fire_isolation_distance_metres
     from jsonb_to_recordset(${chemicalsJson()}) as row (gb18218_no integer, name text, aliases text[], cas_no text,
       un_no text, critical_quantity_tonnes float8, beta float8, class_symbol text, is_highly_toxic boolean,
       erg_guide integer, isolation_distance_metres integer, fire_isolation_distance_metres integer)`,
]);
