import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { demoUscc, importFile, runAs, templateProfile } from '@huitong/kit';
import { caller, openTestSubgraph } from '@huitong/kit/testing';
import { mines } from '@huitong/mines';

/**
 * One measurement in a process and database of its own, so that its memory is its own: `way file`. Prints one line of
 * JSON.
 */
const [way = '', file = ''] = process.argv.slice(2);
const subgraph = await openTestSubgraph(mines);
const { database } = subgraph;
const department = demoUscc('ENERGY', '140000');
const dataset = mines.datasets[0]!;

/** Rows of the file as a loader would have them; the bench writes no quotes. */
async function rows(): Promise<Record<string, string>[]> {
  const [header = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index]!, cell])));
}
const valuesOf = (row: Record<string, string>) => ({
  source: 'department',
  sourceId: row['编号']!,
  name: row['煤矿名称']!,
  divisionCode: row['行政区划代码']!,
  status: 'PRODUCING' as const,
  approvedCapacityWanTonnesPerYear: Number(row['核定生产能力(万吨/年)']),
  depthMaxMetres: Number(row['最大开采深度(米)']),
  gasGrade: row['瓦斯等级'] === '高瓦斯' ? ('HIGH' as const) : ('LOW' as const),
  workforce: Number(row['从业人员(人)']),
});

const ways: Record<string, () => Promise<number>> = {
  async importer() {
    const report = await importFile({
      database,
      dataset,
      profile: templateProfile(dataset),
      file,
      department,
      scope: ['140000'],
    });
    if (report.inserted !== report.read) throw new Error(JSON.stringify(report.rejections.slice(0, 3)));
    return report.inserted;
  },
  /** `save` of one entity after the other, 500 to a transaction. */
  async save() {
    const entity = dataset.entity;
    const all = await rows();
    const own = caller('ENERGY', '140000');
    for (let from = 0; from < all.length; from += 500) {
      await runAs(own, () =>
        database.transaction(async (manager) => {
          const repository = manager.getRepository(entity);
          for (const row of all.slice(from, from + 500)) {
            const { lat, lon } = { lat: Number(row['纬度']), lon: Number(row['经度']) };
            const values = { ...valuesOf(row), ownerDepartment: department, lat, lon, crs: 'WGS84' };
            const key = { ownerDepartment: department, source: values.source, sourceId: values.sourceId };
            const found = await repository.findOneBy(key as never);
            await repository.save(
              repository.create({ ...found, ...values, id: found?.id ?? randomUUID() } as never),
            );
          }
        }),
      );
    }
    return all.length;
  },
  /** The mutation, four at a time, as a client that awaits its answers would. */
  async mutation() {
    const all = await rows();
    const own = caller('ENERGY', '140000');
    const query = 'mutation ($input: UpsertCoalMineInput!) { upsertCoalMine(input: $input) { outcome } }';
    let next = 0;
    const client = async () => {
      for (let row = all[next++]; row; row = all[next++]) {
        const location = { lat: Number(row['纬度']), lon: Number(row['经度']) };
        const answer = await subgraph.ask(query, own, { input: { ...valuesOf(row), location } });
        if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      }
    };
    await Promise.all([1, 2, 3, 4].map(client));
    return all.length;
  },
};

const started = performance.now();
const cpu = process.cpuUsage();
const done = await ways[way]!();
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ rows: done, seconds, cpuSeconds: (user + system) / 1e6, peakMegabytes }));
await subgraph.close();
