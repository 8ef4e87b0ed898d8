export * from './administration.js';
export { feedKey, type IndexFeeds, remoteFeed } from './http.js';
export { localFeed } from './feed.js';
export { type IndexedTable, indexedTable } from './indexedTable.js';
export { finestZoom, indexStatements } from './objectTable.js';
export {
  batchEntries,
  type FeedState,
  type IndexBatch,
  type IndexEntry,
  type IndexFeed,
} from './protocol.js';
export { type Relay, type RelayOptions, RelaySteps, startRelay } from './relay.js';
