import { indexStatements, migration } from '@huitong/kit';

/** The cross-department index and how far each owner has fed it; kit keeps both (kit/src/outbox). */
export const createIndex = migration(2, 'create-index', indexStatements);
