import { migration, orderIndexes, ownedColumns, ownedTable, rowSecurity } from '@huitong/kit';

const specialties = `'COAL_MINE', 'NON_COAL_MINE', 'TAILINGS_POND', 'HAZARDOUS_CHEMICALS', 'INDUSTRY', 'FIRE', 'FOREST_FIRE', 'FLOOD', 'EARTHQUAKE', 'GEOLOGICAL', 'METEOROLOGY', 'STRUCTURES', 'TRANSPORT', 'MEDICAL', 'COMMUNICATIONS', 'OTHER'`;
const administrativeLevels = `'NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'`;

/** 专家库: that there is an expert of a trade is open, who it is goes by grant (rules of the fields). */
export const createExperts = migration(10, 'create-experts', () => [
  `create table expert (${ownedColumns}, 
    name text,
    phone text,
    specialties text[] not null default '{}' check (specialties <@ array[${specialties}]),
    professional_title text check (length(professional_title) between 1 and 100),
    employer text check (length(employer) between 1 and 200),
    enterprise_uscc text check (length(enterprise_uscc) = 18),
    level text check (level in (${administrativeLevels})),
    appointed_on date,
    term_ends_on date,
    available boolean,
    constraint expert_term check (term_ends_on > appointed_on)
  )`,
  ...ownedTable('expert'),
  `create index expert_specialties on expert using gin (specialties)`,
  `create index expert_enterprise on expert (enterprise_uscc)`,
  ...orderIndexes('expert', ['term_ends_on', 'updated_at']),
  ...rowSecurity('expert', { rows: 'UNCONDITIONAL' }),
]);
