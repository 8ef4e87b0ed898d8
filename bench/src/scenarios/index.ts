import { isDeepStrictEqual } from 'node:util';
import { processorSeconds, statementsDuring } from './cost.js';
import { type Load, load, percentile, post } from './load.js';
import { type Places, placesQuery, type Scenario, scenarios } from './questions.js';
import { growDatabases } from './grow.js';
import { type House, type Stack, startHouse, startRecipe } from './stacks.js';
import { median } from '../median.js';

const callers = 8;
const rounds = 3;
const secondsPerRound = 3;
/** Requests over which statements are counted. */
const counted = 100;

interface Figures {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMilliseconds: number;
}

async function placesOf(house: House): Promise<Places> {
  const text = await post(await house.target('duty-officer'), JSON.stringify({ query: placesQuery }));
  const { data } = JSON.parse(text) as {
    data: {
      coalMines: { nodes: { id: string }[] };
      majorHazards: { nodes: { enterprise: { uscc: string }; location: Places['at'] }[] };
    };
  };
  const [mine] = data.coalMines.nodes;
  const [hazard] = data.majorHazards.nodes;
  if (!mine || !hazard) throw new Error('The demonstration has no mine or no hazard in 高平.');
  return { mine: mine.id, enterprise: hazard.enterprise.uscc, at: hazard.location };
}

const bodyOf = ({ query, variables }: Scenario) => JSON.stringify({ query, variables });

/** Distances are computed differently; everything else must be equal, or it is not the same work. */
function comparable(text: string): unknown {
  const { data, errors } = JSON.parse(text, (key, value: unknown) =>
    key === 'distanceMetres' ? 0 : value,
  ) as Record<string, unknown>;
  return { data, errors };
}

async function refuseUnlike(scenario: Scenario, stacks: readonly Stack[]): Promise<void> {
  const answers = await Promise.all(
    stacks.map(async (stack) => post(await stack.target(scenario.persona), bodyOf(scenario))),
  );
  const [first, ...others] = answers.map(comparable);
  if (others.every((other) => isDeepStrictEqual(first, other))) return;
  const places = others.map((other) => firstDifference(first, other)).join('\n');
  throw new Error(`The stacks answer ${scenario.name} differently:\n${places}`);
}

/** Where two answers part, and what each has there. */
function firstDifference(one: unknown, other: unknown, path = ''): string {
  const both = typeof one === 'object' && typeof other === 'object' && one !== null && other !== null;
  const keys = both ? [...new Set([...Object.keys(one), ...Object.keys(other)])] : [];
  for (const key of keys) {
    const [left, right] = [one, other].map((value) => (value as Record<string, unknown>)[key]);
    if (!isDeepStrictEqual(left, right)) return firstDifference(left, right, `${path}/${key}`);
  }
  return `${path}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`.slice(0, 1000);
}

/** Measures every stack in turn, round by round, so that a noisy machine is noisy for all. */
async function measure(scenario: Scenario, stacks: readonly Stack[], house: House): Promise<Figures[]> {
  const body = bodyOf(scenario);
  const runs = stacks.map(() => [] as { load: Load; cpu: number }[]);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, stack] of stacks.entries()) {
      const target = await stack.target(scenario.persona);
      const before = processorSeconds(stack.pid, house.postgres);
      const done = await load(target, body, { callers, seconds: round === 0 ? 1 : secondsPerRound });
      // The first round only warms up.
      if (round > 0) {
        runs[index]?.push({ load: done, cpu: processorSeconds(stack.pid, house.postgres) - before });
      }
    }
  }
  return runs.map((own) => {
    const of = (value: (run: (typeof own)[number]) => number) => median(own.map(value));
    return {
      rate: of((run) => run.load.requests / run.load.seconds),
      p50: of((run) => percentile(run.load, 0.5)),
      p99: of((run) => percentile(run.load, 0.99)),
      cpuMilliseconds: of((run) => (run.cpu * 1000) / run.load.requests),
    };
  });
}

/** Prints how many SQL statements one request takes on each stack. */
async function printStatements(
  asked: readonly Scenario[],
  stacks: readonly Stack[],
  house: House,
): Promise<void> {
  const turns = asked.flatMap((scenario) => stacks.map((stack) => ({ scenario, stack })));
  const sent = await statementsDuring(
    house.administrator,
    turns.map(({ scenario, stack }) => async () => {
      const target = await stack.target(scenario.persona);
      for (let turn = 0; turn < counted; turn += 1) await post(target, bodyOf(scenario));
    }),
  );
  console.log('SQL statements a request');
  for (const [index, { scenario, stack }] of turns.entries()) {
    console.log(`${labelOf(scenario, stack)}${cell((sent[index] as number) / counted, 1)}`);
  }
}

const labelOf = (scenario: Scenario, stack: Stack) => `${scenario.name.padEnd(24)} ${stack.name.padEnd(22)}`;
const cell = (value: number, digits: number) => value.toFixed(digits).padStart(10);

async function compare(factor: number): Promise<void> {
  console.log(
    `\n${factor}× demo data, ${callers} callers, median of ${rounds} rounds of ${secondsPerRound} s`,
  );
  const house = await startHouse(false);
  const stacks: Stack[] = [house];
  try {
    if (factor > 1) await growDatabases(house.administrator, factor);
    stacks.push(await startRecipe(house.administrator));
    console.log(`${''.padEnd(46)} requests/s   p50 ms     p99 ms     CPU ms`);
    const asked = scenarios(await placesOf(house));
    for (const scenario of asked) {
      await refuseUnlike(scenario, stacks);
      const figures = await measure(scenario, stacks, house);
      for (const [index, stack] of stacks.entries()) {
        const { rate, p50, p99, cpuMilliseconds } = figures[index] as Figures;
        const numbers = [cell(rate, 0), cell(p50, 1), cell(p99, 1), cell(cpuMilliseconds, 2)];
        console.log(`${labelOf(scenario, stack)}${numbers.join(' ')}`);
      }
      const [ours, peer] = figures as [Figures, Figures];
      console.log(
        `${''.padEnd(24)} ratio: ${(ours.rate / peer.rate).toFixed(2)}× the requests, ${(peer.cpuMilliseconds / ours.cpuMilliseconds).toFixed(2)}× less CPU each`,
      );
    }
    await printStatements(asked, stacks, house);
  } finally {
    for (const stack of stacks.reverse()) await stack.stop();
  }
}

/**
 * The questions of DOMAIN §5 on this stack, with tokens, row scope, sharing rules, limits and records, beside the
 * common recipe without any of these: stock Apollo Server and `@apollo/gateway`, subgraphs over HTTP, TypeORM
 * repositories with dataloaders, over the same database in the same run.
 * @param factors how many times the usual demo data; 1 and 100 unless given.
 */
export async function benchScenarios(factors: readonly string[]): Promise<void> {
  for (const factor of factors.length > 0 ? factors.map(Number) : [1, 100]) await compare(factor);
}
