import type DataLoader from 'dataloader';
import type { DepartmentLine, VerifiedCaller } from '@huitong/contract';
import type { Database } from '../database/database.js';
import type { Notes } from '../sharing/notes.js';

/** What every resolver of a subgraph receives; made anew for each request. */
export interface SubgraphContext<Loaders = unknown> {
  readonly caller: VerifiedCaller;
  readonly database: Database;
  /** The subgraph's reads by key; see its loaders.ts. */
  readonly loaders: Loaders;
  readonly notes: Notes;
  /** Lines of departments that may be the source of a type's rows, by type; from its catalogue entry. */
  readonly providers: ReadonlyMap<string, readonly DepartmentLine[]>;
  /** Fields of each CONDITIONAL type that cannot be null, by type: whoever meets a row of it is told them. */
  readonly neverNull: ReadonlyMap<string, ReadonlySet<string>>;
  /** One dataloader per request and name, made on first use; for reads whose arguments are part of the key. */
  batch<Key, Value>(name: string, make: () => DataLoader<Key, Value>): DataLoader<Key, Value>;
}

/** The part of a context that loaders are made from. */
export type LoaderScope = Omit<SubgraphContext, 'loaders'>;
