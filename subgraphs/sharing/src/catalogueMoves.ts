import type { Caller } from '@huitong/contract';
import { type LoaderScope, makeMove, type Moved, type MoveInput, type Stateful } from '@huitong/kit';
import { CatalogEntry } from './entities/catalogEntry.js';
import { CatalogEntryEvent } from './entities/catalogEntryEvent.js';
import type { CatalogEntryState } from './generated/resolvers.js';
import { catalogueMachine } from './rules/catalogueMachine.js';

/** The catalogue is that of the whole graph: the data administration of a city or the province publishes it. */
const publishes = ({ line, scope }: Caller) =>
  line === 'DATA' && scope.some((code) => /^\d{4}00$/.test(code));

const catalogueMoves: Stateful<CatalogEntryState, CatalogEntry> = {
  machine: catalogueMachine,
  entity: CatalogEntry,
  event: CatalogEntryEvent,
  partiesOf: (caller) => (publishes(caller) ? ['SUPERVISOR'] : []),
};

/** A move of a catalogue entry. */
export const moveCatalogEntry = (scope: LoaderScope, input: MoveInput): Promise<Moved<CatalogEntry>> =>
  makeMove(scope, catalogueMoves, input);
