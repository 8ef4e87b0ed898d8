import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { commons } from '@huitong/commons';
import { emergency } from '@huitong/emergency';
import { fire } from '@huitong/fire';
import { hazmat } from '@huitong/hazmat';
import {
  type Dataset,
  demoUscc,
  importFile,
  providersOfDataset,
  type SubgraphDefinition,
  templateColumns,
  templateProfile,
} from '@huitong/kit';
import { openTestSubgraph, type TestSubgraph, writeFilledTemplate } from '@huitong/kit/testing';
import { mines } from '@huitong/mines';
import { sharing } from '@huitong/sharing';

const definitions: readonly SubgraphDefinition[] = [commons, emergency, fire, hazmat, mines, sharing];
const all = definitions.flatMap((definition) =>
  definition.datasets.map((dataset) => [dataset.name, definition, dataset] as const),
);

const opened = new Map<string, TestSubgraph>();
const folder = mkdtemp(join(tmpdir(), 'huitong-templates-'));
afterAll(async () => {
  for (const subgraph of opened.values()) await subgraph.close();
  await rm(await folder, { recursive: true, force: true });
});

/** One database for each subgraph, with the demo rows that parents without a dataset of their own come from. */
async function opening(definition: SubgraphDefinition): Promise<TestSubgraph> {
  let subgraph = opened.get(definition.name);
  if (!subgraph) opened.set(definition.name, (subgraph = await openTestSubgraph(definition)));
  return subgraph;
}

const broughtIn = new Map<string, Promise<string>>();

/** Imports a filled-in template once, those of the row's parents before it; returns the id it has. */
function broughtInOnce(definition: SubgraphDefinition, dataset: Dataset): Promise<string> {
  let id = broughtIn.get(dataset.name);
  if (!id) broughtIn.set(dataset.name, (id = bringIn(definition, dataset)));
  return id;
}

async function bringIn(definition: SubgraphDefinition, dataset: Dataset): Promise<string> {
  const parents: Record<string, string> = {};
  for (const [property, column] of Object.entries(dataset.columns)) {
    if (column.kind !== 'reference') continue;
    const parent = definition.datasets.find(({ entity }) => entity === column.parent.entity);
    if (parent && (column.parent.by ?? ['sourceId']).includes('sourceId'))
      parents[property] = await broughtInOnce(definition, parent);
  }
  const id = `T-${dataset.name}`;
  const file = join(await folder, `${dataset.name}.xlsx`);
  await writeFilledTemplate(file, dataset, { id, parents });
  const { database } = await opening(definition);
  const report = await importFile({
    database,
    dataset,
    profile: templateProfile(dataset),
    file,
    department: demoUscc(dataset.line, '140000'),
    scope: ['140000'],
    rejectedFile: `${file}.rejected.xlsx`,
  });
  expect(report.rejections).toEqual([]);
  expect(report).toMatchObject({ read: 1, rejected: 0, unusedColumns: [], warnings: [] });
  return id;
}

describe.each(all)('the template of %s', (_, definition, dataset) => {
  it('comes in as it is filled in, and a second time changes nothing', async () => {
    await broughtInOnce(definition, dataset);
    const { database } = await opening(definition);
    const report = await importFile({
      database,
      dataset,
      profile: templateProfile(dataset),
      file: join(await folder, `${dataset.name}.xlsx`),
      department: demoUscc(dataset.line, '140000'),
      scope: ['140000'],
    });
    expect(report).toMatchObject({ read: 1, unchanged: 1 });
  });

  it('has an example in every cell that its example row does not leave empty on purpose', () => {
    const silent = templateColumns(dataset).filter(
      ({ property, example }) => example === '' && dataset.columns[property]?.example === undefined,
    );
    expect(silent.map(({ header }) => header)).toEqual([]);
  });

  it('has one header for each column, and a line among the catalogue’s providers', () => {
    const headers = templateColumns(dataset).map(({ header }) => header);
    expect(new Set(headers).size).toBe(headers.length);
    const providers = providersOfDataset(definition, dataset);
    if (providers) expect(providers).toContain(dataset.line);
  });
});
