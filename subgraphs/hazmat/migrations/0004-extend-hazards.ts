import { migration } from '@huitong/kit';
import { readChemicalLists } from '../reference/index.js';

/** What the lists say of each chemical, as one JSON literal: a migration's statements take no parameters. */
const listsJson = () => `'${JSON.stringify(readChemicalLists()).replaceAll("'", "''")}'::jsonb`;

/** The clocks and systems of a major hazard, and which of the state's lists name a chemical. */
export const extendHazards = migration(4, 'extend-hazards', () => [
  `alter table major_hazard
    add column record_filed_on date,
    add column record_valid_until date,
    add column safety_evaluated_on date,
    add column permit_system boolean,
    add column location_system boolean,
    add column dual_prevention boolean,
    add constraint record_valid_after_filed check (record_valid_until > record_filed_on)`,
  `create index major_hazard_evaluated on major_hazard (safety_evaluated_on)`,
  // A hazard may come before its tanks, as in a file; without tanks it is none (yet), and graded with the first.
  `alter table major_hazard
    alter column r set default 0, alter column s set default 0, alter column alpha set default 0.5`,
  `alter table storage_unit alter column s set default 0`,
  `alter table chemical
    add column catalogue_no integer check (catalogue_no between 1 and 2828),
    add column ghs_classes text[] not null default '{}',
    add column is_key_supervised boolean,
    add column is_explosive_precursor boolean,
    add column is_drug_precursor boolean`,
  `update chemical set catalogue_no = row."catalogueNo", ghs_classes = row."ghsClasses",
      is_key_supervised = row."isKeySupervised", is_explosive_precursor = row."isExplosivePrecursor",
      is_drug_precursor = row."isDrugPrecursor"
    from jsonb_to_recordset(${listsJson()}) as row (no integer, "catalogueNo" integer, "ghsClasses" text[],
      "isKeySupervised" boolean, "isExplosivePrecursor" boolean, "isDrugPrecursor" boolean)
    where chemical.gb18218_no = row.no`,
]);
