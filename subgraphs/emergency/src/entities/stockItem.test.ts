import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runAs } from '@huitong/kit';
import { caller, openTestSubgraph, testSize, type TestSubgraph } from '@huitong/kit/testing';
import { emergency } from '../main.js';
import { Shelter } from './shelter.js';
import { StockItem } from './stockItem.js';
import { Warehouse } from './warehouse.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(emergency, { sample: true });
});
afterAll(() => subgraph.close());

const owner = caller('EMERGENCY', '140581');
const rows = <Row>(entity: string) => [
  ...(emergency.sample(testSize).find((table) => table.entity.name === entity)?.rows as Iterable<Row>),
];
const own = <Row extends { ownerDepartment: string }>(all: readonly Row[]) =>
  all.filter((row) => row.ownerDepartment === owner.department);

const change = <Row>(entity: new () => Row, id: string, values: object) =>
  runAs(owner, () =>
    subgraph.database.transaction(async (manager) => {
      await manager.getRepository(entity as never).update({ id } as never, values as never);
      return (await manager.getRepository(entity as never).findOneBy({ id } as never)) as Row;
    }),
  );

describe('a stock line', () => {
  const [line] = own(rows<StockItem>('StockItem'));
  const id = line?.id as string;

  it('always has available and reserved adding up to the quantity, exactly', async () => {
    expect(await change(StockItem, id, { quantity: 0.3, reserved: 0.1 })).toMatchObject({
      quantity: 0.3,
      reserved: 0.1,
      available: 0.2,
    });
  });

  it.each([
    ['more reserved than held', { quantity: 10, reserved: 11 }],
    ['less than nothing reserved', { quantity: 10, reserved: -1 }],
    ['a code of eight digits', { categoryCode: '10101010' }],
    ['a major category that is none', { categoryCode: '4010101' }],
  ])('cannot have %s', async (_, values) => {
    await expect(change(StockItem, id, values)).rejects.toMatchObject({ driverError: { code: '23514' } });
  });

  it('cannot be put into the warehouse of another department', async () => {
    const foreign = rows<Warehouse>('Warehouse').find((one) => one.ownerDepartment !== owner.department);
    await expect(change(StockItem, id, { warehouseId: foreign?.id })).rejects.toMatchObject({
      driverError: { code: expect.stringMatching(/^(23503|42501)$/) },
    });
  });

  it('stands where its warehouse stands, and moves with it', async () => {
    const warehouseId = line?.warehouseId as string;
    await change(StockItem, id, { lat: 1, lon: 1 });
    const [warehouse] = rows<Warehouse>('Warehouse').filter((one) => one.id === warehouseId);
    expect(await change(StockItem, id, { batch: 'a' })).toMatchObject({
      lat: warehouse?.lat,
      lon: warehouse?.lon,
    });

    await change(Warehouse, warehouseId, { lat: 35.7, lon: 112.9, divisionCode: '140581101' });
    const moved = await change(StockItem, id, { batch: 'b' });
    expect(moved).toMatchObject({ lat: 35.7, lon: 112.9, divisionCode: '140581101' });
    expect(moved.divisionPath).toContain('140581101');
    const near =
      '{ stockItems(near: {point: {lat: 35.7, lon: 112.9}, withinKm: 0.01}, first: 500) { nodes { id } } }';
    const { data } = await subgraph.ask(near, owner);
    const lines = rows<StockItem>('StockItem').filter((one) => one.warehouseId === warehouseId);
    expect((data?.['stockItems'] as { nodes: unknown[] }).nodes).toHaveLength(lines.length);
  });
});

describe('free places of a shelter', () => {
  const [shelter] = own(rows<Shelter>('Shelter'));

  it.each([
    [{ capacity: 300, occupied: 120, status: 'OPEN' }, 180],
    [{ capacity: 300, occupied: 340, status: 'OPEN' }, 0],
    [{ capacity: 300, occupied: 0, status: 'CLOSED' }, 300],
    [{ capacity: 300, occupied: 0, status: 'OUT_OF_USE' }, 0],
    [{ capacity: null, occupied: 10, status: 'OPEN' }, null],
    [{ capacity: 300, occupied: null, status: 'OPEN' }, null],
  ])('of %j are %s', async (values, free) => {
    expect((await change(Shelter, shelter?.id as string, values)).free).toBe(free);
  });
});
