import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { types, type TypeRule } from './catalogue.js';
import {
  type CatalogContent,
  changesBetween,
  chineseTerm,
  contentHash,
  contentOf,
  itemsWithGone,
} from './catalogueContent.js';

const rule = (more: Partial<TypeRule> = {}): TypeRule => ({
  ...{ entry: 'mines/pit', name: '矿井', description: '矿井 Pit', provider: ['ENERGY'], format: 'GraphQL' },
  ...{ updateFrequency: 'DAILY', mode: 'SERVICE_INTERFACE', conditions: null, grade: 'GENERAL' },
  ...{ attribute: 'UNCONDITIONAL', purposes: [], basis: '示例' },
  fields: {
    name: { type: 'String!', description: '名称 name' },
    phone: { type: 'String', description: '电话 telephone, masked' },
  },
  own: {
    phone: { attribute: 'CONDITIONAL', purposes: ['SUPERVISION'], basis: '个人信息保护法', mask: 'PHONE' },
  },
  ...more,
});
const pit = contentOf('Pit', rule());

describe('the contents of an entry', () => {
  it('say for each item the attribute that holds: its own, else that of the rows', () => {
    expect(pit.items.map(({ name, attribute, basis, mask }) => [name, attribute, basis, mask])).toEqual([
      ['name', 'UNCONDITIONAL', '示例', null],
      ['phone', 'CONDITIONAL', '个人信息保护法', 'PHONE'],
    ]);
    // A mask alone says nothing of the attribute.
    const masked = { phone: { attribute: null, purposes: [], basis: null, mask: 'PHONE' as const } };
    const item = contentOf('Pit', rule({ attribute: 'CONDITIONAL', own: masked })).items[1];
    expect(item).toMatchObject({ attribute: 'CONDITIONAL', basis: '示例', mask: 'PHONE' });
  });

  it('have what art. 13 lists, for every entry of the graph', () => {
    for (const [typeName, one] of Object.entries(types)) {
      const { entry, items } = contentOf(typeName, one);
      for (const property of ['name', 'format', 'updateFrequency', 'attribute', 'mode', 'grade'] as const)
        expect([typeName, property, typeof entry[property]]).toEqual([typeName, property, 'string']);
      expect([typeName, entry.providers.length > 0, items.length > 0]).toEqual([typeName, true, true]);
      for (const { name, description } of items)
        expect([typeName, name, description === null || description === '']).toEqual([typeName, name, false]);
    }
  });

  it.each([
    ['级别 level by R', '级别'],
    ['CAS 号 CAS registry number', 'CAS 号'],
    ['重点监管 whether it is', '重点监管'],
    ['设计最大量 q, the design maximum', '设计最大量'],
    ['围堰/防火堤 bund', '围堰/防火堤'],
    ['R grading index', null],
    ['whether there is one', null],
    [null, null],
  ])('take the Chinese name off %j', (description, title) => expect(chineseTerm(description)).toBe(title));
});

describe('the differences of two versions', () => {
  const changed = contentOf(
    'Pit',
    rule({
      grade: 'IMPORTANT',
      fields: {
        phone: { type: 'String', description: '电话 telephone, masked' },
        depthMetres: { type: 'Float', description: '深度 depth, metres' },
      },
      own: { phone: { attribute: 'NOT_SHARED', purposes: [], basis: '个人信息保护法', mask: 'PHONE' } },
    }),
  );

  it('name what was added, removed and changed', () => {
    expect(changesBetween(pit, changed)).toEqual([
      { kind: 'ENTRY_CHANGED', item: null, property: 'grade', before: 'GENERAL', after: 'IMPORTANT' },
      {
        kind: 'ITEM_CHANGED',
        item: 'phone',
        property: 'attribute',
        before: 'CONDITIONAL',
        after: 'NOT_SHARED',
      },
      { kind: 'ITEM_CHANGED', item: 'phone', property: 'purposes', before: 'SUPERVISION', after: '' },
      { kind: 'ITEM_ADDED', item: 'depthMetres', property: null, before: null, after: 'UNCONDITIONAL' },
      { kind: 'ITEM_REMOVED', item: 'name', property: null, before: 'UNCONDITIONAL', after: null },
    ]);
  });

  it('keep what is gone listed, and find nothing new in it the next time', () => {
    const kept: CatalogContent = { entry: changed.entry, items: itemsWithGone(pit, changed, 2) };
    expect(kept.items.map(({ name, withdrawnInVersion }) => [name, withdrawnInVersion])).toEqual([
      ['phone', null],
      ['depthMetres', null],
      ['name', 2],
    ]);
    expect(changesBetween(kept, changed)).toEqual([]);
    // A third version changes nothing about when it went; one that has it again has it added.
    expect(itemsWithGone(kept, changed, 3).at(-1)).toMatchObject({ name: 'name', withdrawnInVersion: 2 });
    const back = changesBetween(kept, pit);
    expect(back).toContainEqual(expect.objectContaining({ kind: 'ITEM_ADDED', item: 'name' }));
    expect(itemsWithGone(kept, pit, 3).find(({ name }) => name === 'name')?.withdrawnInVersion).toBeNull();
  });

  it('are none between equals, and lead from any version to any other', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    const content = (fields: readonly string[]) =>
      contentOf(
        'Pit',
        rule({
          own: {},
          fields: Object.fromEntries(fields.map((name) => [name, { type: 'Int', description: name }])),
        }),
      );
    fc.assert(
      fc.property(names, names, names, (first, second, third) => {
        let kept: CatalogContent = content(first);
        for (const [index, fields] of [second, third].entries()) {
          const now = content(fields);
          const changes = changesBetween(kept, now);
          const before = kept.items
            .filter((item) => item.withdrawnInVersion === null)
            .map(({ name }) => name);
          const of = (kind: string) => changes.filter((one) => one.kind === kind).map(({ item }) => item);
          const left = before.filter((name) => !of('ITEM_REMOVED').includes(name));
          expect(new Set([...left, ...of('ITEM_ADDED')])).toEqual(new Set(fields));
          kept = { entry: now.entry, items: itemsWithGone(kept, now, index + 2) };
        }
        const known = new Set([...first, ...second, ...third]);
        expect(kept.items.map(({ name }) => name).sort()).toEqual([...known].sort());
        expect(changesBetween(kept, content(third))).toEqual([]);
      }),
    );
  });

  it('show in the hash of the contents', () => {
    expect(contentHash(pit)).toBe(contentHash(contentOf('Pit', rule())));
    expect(contentHash(pit)).not.toBe(contentHash(changed));
  });
});
