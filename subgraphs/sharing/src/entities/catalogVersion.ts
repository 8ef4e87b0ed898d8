import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { CatalogChange } from '../generated/resolvers.js';

/** 目录版本: what a version of an entry changed. Never changed itself. */
@Entity('catalog_version')
export class CatalogVersion extends OwnedRow {
  /** id of the entry's row. */
  @Column({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: string;

  /** SHA-256 of the contents, hexadecimal. */
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;

  @Column({ type: 'jsonb' })
  changes!: CatalogChange[];
}
