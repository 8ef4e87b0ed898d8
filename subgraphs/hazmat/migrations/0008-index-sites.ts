import { indexedTable, migration } from '@huitong/kit';

/** A day as the instant at which it ends in Asia/Shanghai. */
const endOf = (day: string) => `(${day} + 1)::timestamp at time zone 'Asia/Shanghai'`;

const open = { enterpriseUscc: 'enterprise_uscc', conditional: false } as const;
const tierRank = `array_position(array['RED', 'ORANGE', 'YELLOW', 'BLUE'], risk_tier)`;

/** What else of this subgraph stands in the cross-department index of `commons`; personal data never. */
export const indexSites = migration(8, 'index-sites', () => [
  ...indexedTable({
    ...open,
    type: 'HazmatLicence',
    table: 'hazmat_licence',
    name: 'licence_no',
    state: 'status',
    dueAt: `case when status = 'VALID' then ${endOf('valid_to')} end`,
    located: false,
  }),
  ...indexedTable({
    ...open,
    type: 'WorkPermit',
    table: 'work_permit',
    name: 'permit_no',
    state: 'state',
    dueAt: `case when state = 'ACTIVE' then valid_to end`,
    located: true,
  }),
  ...indexedTable({
    type: 'ChemicalPark',
    table: 'chemical_park',
    name: 'name',
    rank: `array_position(array['A', 'B', 'C', 'D'], risk_grade)`,
    located: true,
    conditional: false,
  }),
  ...indexedTable({ ...open, type: 'FillingStation', table: 'filling_station', name: 'name', located: true }),
  ...indexedTable({
    ...open,
    type: 'GasFillingStation',
    table: 'gas_filling_station',
    name: 'name',
    rank: tierRank,
    located: true,
  }),
  ...indexedTable({
    ...open,
    type: 'IndustrialRiskUnit',
    table: 'industrial_risk_unit',
    name: 'name',
    rank: tierRank,
    located: true,
  }),
  ...indexedTable({
    ...open,
    type: 'AgingUnit',
    table: 'aging_unit',
    name: 'name',
    state: 'status',
    dueAt: `case when status <> 'CLOSED' then ${endOf('due_on')} end`,
    located: true,
  }),
  ...indexedTable({ ...open, type: 'Pipeline', table: 'pipeline', name: 'name', located: false }),
  ...indexedTable({
    type: 'PipelineStation',
    table: 'pipeline_station',
    name: 'name',
    located: true,
    conditional: false,
  }),
  ...indexedTable({
    type: 'IllegalChemicalSite',
    table: 'illegal_chemical_site',
    name: 'name',
    state: 'status',
    located: true,
    conditional: true,
  }),
]);
