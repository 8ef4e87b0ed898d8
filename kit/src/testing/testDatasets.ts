import { Column, Entity } from 'typeorm';
import { migration } from '../database/migrations.js';
import { LocatedRow, OwnedRow } from '../database/rows.js';
import {
  locatedColumns,
  locatedTable,
  ownedColumns,
  ownedTable,
  rowSecurity,
  searchColumn,
  searchIndex,
} from '../database/tables.js';
import { defineDataset } from '../datasets/dataset.js';

/** Kit's own example of an imported table with every kind of column. */
@Entity('test_store')
export class TestStore extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  kind!: string | null;

  @Column({ type: 'text', array: true, nullable: true })
  goods!: string[] | null;

  @Column({ type: 'text', array: true, nullable: true })
  hazards!: string[] | null;

  @Column({ name: 'opened_on', type: 'date', nullable: true })
  openedOn!: string | null;

  @Column({ name: 'closed_on', type: 'date', nullable: true })
  closedOn!: string | null;

  @Column({ name: 'checked_at', type: 'timestamptz', nullable: true })
  checkedAt!: string | null;

  @Column({ name: 'depth_metres', type: 'float8', nullable: true })
  depthMetres!: number | null;

  @Column({ type: 'integer' })
  persons!: number;

  @Column({ type: 'boolean', nullable: true })
  guarded!: boolean | null;

  /** Made by the database of the rows of {@link TestTank}, after each batch of them. */
  @Column({ name: 'volume', type: 'float8', nullable: true })
  volume!: number | null;
}

/** Kit's own example of a child whose parent a file names. */
@Entity('test_tank')
export class TestTank extends OwnedRow {
  @Column({ name: 'store_id', type: 'uuid' })
  storeId!: string;

  @Column({ name: 'store_name', type: 'text', nullable: true })
  storeName!: string | null;

  @Column({ name: 'volume', type: 'float8' })
  volume!: number;
}

export const testDatasetMigrations = [
  migration(1, 'create-test-stores', () => [
    `create table test_store (${ownedColumns}, ${locatedColumns},
      name text not null check (length(name) between 1 and 200),
      ${searchColumn('name')},
      enterprise_uscc text,
      kind text check (kind in ('OPEN', 'CLOSED')),
      goods text[],
      hazards text[],
      opened_on date,
      closed_on date,
      checked_at timestamptz,
      depth_metres float8,
      persons integer not null,
      guarded boolean,
      volume float8,
      constraint closed_after_opened check (closed_on >= opened_on)
    )`,
    ...ownedTable('test_store'),
    ...locatedTable('test_store'),
    searchIndex('test_store', 'name'),
    ...rowSecurity('test_store', { rows: 'UNCONDITIONAL' }),
    `create table test_tank (${ownedColumns},
      store_id uuid not null references test_store (id),
      store_name text,
      volume float8 not null
    )`,
    ...ownedTable('test_tank'),
    `create index test_tank_store on test_tank (store_id)`,
    ...rowSecurity('test_tank', { rows: 'CONDITIONAL', type: 'TestTank' }),
  ]),
];

/** Every kind of column but a reference. */
export const testStores = defineDataset<TestStore>({
  name: 'test.stores',
  title: { zh: '测试仓库', en: 'Test stores' },
  entity: TestStore,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', kind: 'code', required: true },
    name: { header: '名称', synonyms: ['仓库名称'], kind: 'text', required: true },
    divisionCode: { header: '行政区划代码', kind: 'division', required: true },
    enterpriseUscc: { header: '统一社会信用代码', kind: 'uscc' },
    kind: { header: '状态', kind: 'enum', values: { OPEN: ['启用', '在用'], CLOSED: ['停用'] } },
    goods: { header: '储备品类', kind: 'list' },
    hazards: {
      header: '灾种',
      kind: 'list',
      values: { FIRE: ['火灾'], FLOOD: ['洪涝', '洪水'] },
      whenEmpty: [],
    },
    openedOn: { header: '启用日期', kind: 'date' },
    closedOn: { header: '停用日期', kind: 'date' },
    checkedAt: { header: '检查时间', kind: 'instant' },
    depthMetres: { header: '埋深(米)', kind: 'number', unit: '米', least: 0, most: 2000 },
    persons: { header: '人数(人)', kind: 'integer', unit: '人', least: 0, most: 10_000, whenEmpty: 0 },
    guarded: { header: '有无值守', kind: 'boolean' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系'] },
  check: ({ openedOn, closedOn }) =>
    openedOn && closedOn && closedOn < openedOn
      ? [{ columns: ['closedOn', 'openedOn'], message: `Closed on ${closedOn}, before ${openedOn}.` }]
      : [],
});

/** Tanks of the stores; the store's volume follows from them. */
export const testTanks = defineDataset<TestTank>({
  name: 'test.tanks',
  title: { zh: '测试储罐', en: 'Test tanks' },
  entity: TestTank,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '储罐编号', kind: 'code', required: true },
    storeId: {
      header: '仓库编号',
      kind: 'reference',
      required: true,
      parent: {
        entity: TestStore,
        title: '仓库',
        inherits: { divisionCode: 'divisionCode', storeName: 'name' },
      },
    },
    divisionCode: { header: '行政区划代码', kind: 'division' },
    volume: {
      header: '容积(立方米)',
      kind: 'number',
      unit: '立方米',
      above: 0,
      most: 100_000,
      required: true,
    },
  },
  afterBatch: async (manager, ids, before) => {
    await manager.query(
      `update test_store as store set volume = (select sum(volume) from test_tank where store_id = store.id)
       where id in (select store_id from test_tank where id = any($1::uuid[])) or id = any($2::uuid[])`,
      [ids, before.map(({ storeId }) => storeId)],
    );
  },
});
