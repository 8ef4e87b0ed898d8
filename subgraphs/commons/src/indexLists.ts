import { atMost, below, contains, equals, type Filter, List, oneOf } from '@huitong/kit';
import { IndexObject } from './entities/indexObject.js';

/** Sectors are the owners' subgraphs, in the capitals of the schema. */
const inSectors: Filter = (value, table, statement) =>
  oneOf('subgraph')(
    (value as readonly string[]).map((sector) => sector.toLowerCase()),
    table,
    statement,
  );

const isOverdue: Filter = (value) => `(item.due_at < now()) is ${value === true ? '' : 'not '}true`;

/** The objects of every department that the caller may see. */
export const indexedObjects = new List<IndexObject>({
  entity: IndexObject,
  filters: {
    typeIn: oneOf('type'),
    sectorIn: inSectors,
    nameContains: contains('name'),
    stateIn: oneOf('state'),
    rankLte: atMost('rank'),
    // A strict comparison, which the index on the due date serves.
    overdue: (value, ...at) => (value === true ? 'item.due_at < now()' : isOverdue(value, ...at)),
    dueBefore: below('dueAt'),
    enterpriseUscc: equals('enterpriseUscc'),
    enterpriseKnown: (value) => `item.enterprise_uscc is ${value === true ? 'not ' : ''}null`,
    synthetic: equals('synthetic'),
    // Not in the schema: every sector calls its own dangers so.
    danger: () => `item.type like '%HiddenDanger'`,
  },
  orders: { KEY: 'id', NAME: 'name', DUE_AT: 'dueAt', RANK: 'rank' },
  defaultOrder: 'KEY',
});
