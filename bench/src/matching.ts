import { commons } from '@huitong/commons';
import { Random, seedSample, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { baselines, type Likeness } from './matchingBaselines.js';
import {
  inventLacking,
  inventRegister,
  type Lacking,
  type Registered,
  registrar,
  typeOf,
} from './matchingSet.js';

const registerSize = 3000;
const objectCount = 1500;
const perQuestion = 50;
const thresholds = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
const officer = caller('SAFETY_COMMITTEE', '140500');

/** Candidates of one object, the likeliest first. */
type Ranked = readonly { readonly uscc: string; readonly score: number }[];

const register = (size: number) => inventRegister(new Random(41), size);

/** Puts the invented register into the subgraph's own table, under its department's scope. */
async function load(subgraph: TestSubgraph, rows: readonly Registered[]): Promise<void> {
  const [enterprise] = commons.entities;
  const random = new Random(43);
  const columns = rows.map(({ uscc, name, trade, township, point }, index) => ({
    id: random.uuid(),
    ownerDepartment: registrar,
    divisionCode: township,
    source: 'bench',
    sourceId: `e-${index}`,
    synthetic: true,
    ...point,
    crs: 'WGS84',
    uscc,
    name,
    sector: trade.key,
    watchLists: [],
  }));
  await seedSample(subgraph.database, () => [{ entity: enterprise as never, rows: columns }]);
  // What the server does by itself within a minute; until then the index of names reads what is new one by one.
  await withPlainClient(subgraph.superuserUrl, (client) => client.query('vacuum analyze enterprise'));
}

/** Asks the graph for candidates, as the gateway does for an object of a sector. */
async function ours(subgraph: TestSubgraph, objects: readonly Lacking[]): Promise<Ranked[]> {
  const ranked: Ranked[] = [];
  const fields = '{ enterpriseCandidates(first: 20, scoreGte: 0) { score enterprise { uscc } } }';
  const query = `query($r: [_Any!]!) { _entities(representations: $r) {
    ... on CoalMine ${fields} ... on MajorHazard ${fields} ... on FireUnit ${fields} } }`;
  for (let from = 0; from < objects.length; from += perQuestion) {
    const representations = objects
      .slice(from, from + perQuestion)
      .map(({ id, name, divisionCode, point }) => ({
        __typename: typeOf(id.split('-')[0] as 'COAL'),
        id,
        name,
        division: { __typename: 'AdminDivision', code: divisionCode },
        location: point && { ...point, crs: 'WGS84' },
        rejectedEnterpriseUsccs: [],
      }));
    const answer = await subgraph.ask(query, officer, { r: representations });
    if (answer.errors) throw new Error(answer.errors.map((error) => error.message).join('\n'));
    type Candidate = { readonly score: number; readonly enterprise: { readonly uscc: string } };
    const found = (answer.data as { _entities: { enterpriseCandidates: Candidate[] }[] })._entities;
    for (const { enterpriseCandidates } of found) {
      ranked.push(enterpriseCandidates.map(({ score, enterprise }) => ({ score, uscc: enterprise.uscc })));
    }
  }
  return ranked;
}

/** The likeliest twenty of the whole register by the names alone. */
const byNames = (likeness: Likeness, objects: readonly Lacking[], rows: readonly Registered[]): Ranked[] =>
  objects.map(({ name }) =>
    rows
      .map((row) => ({ uscc: row.uscc, score: likeness(name, row.name) }))
      .sort((one, other) => other.score - one.score)
      .slice(0, 20),
  );

const percent = (part: number, whole: number) =>
  whole === 0 ? '    –' : `${((100 * part) / whole).toFixed(1).padStart(5)}`;

/** How often the first candidate at or above a threshold is right, and how many of those to be found it finds. */
function atThreshold(objects: readonly Lacking[], ranked: readonly Ranked[], threshold: number) {
  const offered = objects.map((object, index) => ({ object, best: ranked[index]?.[0] }));
  const taken = offered.filter(({ best }) => best !== undefined && best.score >= threshold);
  const right = taken.filter(
    ({ object, best }) => object.truth !== null && best?.uscc === object.truth,
  ).length;
  const real = objects.filter(({ truth }) => truth !== null).length;
  return { precision: percent(right, taken.length), recall: percent(right, real) };
}

function report(label: string, objects: readonly Lacking[], ranked: readonly Ranked[], millis: number): void {
  const real = objects.flatMap((object, index) =>
    object.truth ? [{ object, list: ranked[index] ?? [] }] : [],
  );
  const within = (count: number) =>
    real.filter(({ object, list }) => list.slice(0, count).some(({ uscc }) => uscc === object.truth)).length;
  console.log(`\n${label}: ${(millis / objects.length).toFixed(2)} ms an object`);
  console.log(
    `  right first ${percent(within(1), real.length)} %   among five ${percent(within(5), real.length)} %   among twenty ${percent(within(20), real.length)} %`,
  );
  console.log('  score at least   precision %   recall %');
  for (const threshold of thresholds) {
    const { precision, recall } = atThreshold(objects, ranked, threshold);
    console.log(`  ${threshold.toFixed(2).padStart(14)} ${precision.padStart(13)} ${recall.padStart(10)}`);
  }
}

/** What each noise does to the first candidate; noises come together, so that the shares are not independent. */
function reportNoise(objects: readonly Lacking[], ranked: readonly Ranked[]): void {
  const names = [...new Set(objects.flatMap(({ noise }) => noise))].sort();
  console.log('\nours, right first by noise (objects of the register)');
  for (const name of names) {
    const with_ = objects.flatMap((object, index) =>
      object.truth !== null && object.noise.includes(name) ? [{ object, best: ranked[index]?.[0] }] : [],
    );
    const right = with_.filter(({ object, best }) => best?.uscc === object.truth).length;
    console.log(`  ${name.padEnd(28)} ${percent(right, with_.length)} % of ${with_.length}`);
  }
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ value: Awaited<T>; millis: number }> {
  const start = performance.now();
  const value = await work();
  return { value, millis: performance.now() - start };
}

/**
 * Precision and recall of the enterprise candidates on a generated register with the noise of real files, beside what
 * is commonly done with names: plain equality, trigrams as in pg_trgm, Levenshtein. All score every object, the same
 * set for all; ours asks the subgraph over its own database, the others compare with the whole register in memory.
 */
export async function benchMatching(): Promise<void> {
  const rows = register(registerSize);
  const objects = inventLacking(new Random(47), rows, objectCount);
  const subgraph = await openTestSubgraph(commons);
  try {
    await load(subgraph, rows);
    const real = objects.filter(({ truth }) => truth !== null).length;
    console.log(`${rows.length} enterprises, ${objects.length} objects, ${real} of them of the register`);
    const { value, millis } = await timed(() => ours(subgraph, objects));
    report('ours (name, division, distance)', objects, value, millis);
    for (const [label, likeness] of Object.entries(baselines)) {
      const peer = await timed(() => byNames(likeness, objects, rows));
      report(label, objects, peer.value, peer.millis);
    }
    reportNoise(objects, value);
  } finally {
    await subgraph.close();
  }
}
