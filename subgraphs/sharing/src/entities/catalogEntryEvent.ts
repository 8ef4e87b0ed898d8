import { Entity } from 'typeorm';
import { StateEventRow } from '@huitong/kit';

/** History of the catalogue's entries. */
@Entity('catalog_entry_event')
export class CatalogEntryEvent extends StateEventRow {}
