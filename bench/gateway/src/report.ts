import type { Measured, Round } from './measure.js';

/** A figure over the rounds: its median, its least and its greatest. */
export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { median: at(Math.floor(sorted.length / 2)), min: at(0), max: at(sorted.length - 1) };
}

/** Figures of one stack and case, and its ratios to the reference, round by round; above 1 is better. */
export interface Row {
  readonly case: string;
  readonly stack: string;
  readonly requestsPerSecond: Figure;
  readonly p50Milliseconds: Figure;
  readonly p99Milliseconds: Figure;
  readonly cpuMilliseconds: Figure;
  readonly memoryMebibytes: Figure;
  readonly mostMebibytes: number;
  /** Reference's CPU per request divided by this one's. */
  readonly timesLessCpu: Figure;
  /** This one's requests per second divided by the reference's. */
  readonly timesTheRate: Figure;
  readonly rounds: number;
  /** Answers that the subgraphs computed under load instead of replaying them. */
  readonly recorded: number;
  /** Why it has no figures that can be compared. */
  readonly unranked?: string;
}

/** @param reference the first stack's rounds of the same case. */
export function rowOf(measured: Measured, reference: Measured): Row {
  const of = (key: keyof Round) => figure(measured.rounds.map((round) => round[key]));
  const ratio = (value: (own: Round, other: Round) => number) =>
    figure(
      measured.rounds.flatMap((own, index) => {
        const other = reference.rounds[index];
        return other ? [value(own, other)] : [];
      }),
    );
  const total = (key: 'wrong' | 'recorded') => measured.rounds.reduce((sum, round) => sum + round[key], 0);
  const wrong = total('wrong');
  const unranked = measured.unlike ?? (wrong > 0 ? `${wrong} wrong answers under load` : undefined);
  return {
    ...{ case: measured.case, stack: measured.stack, mostMebibytes: measured.mostMebibytes },
    requestsPerSecond: of('requestsPerSecond'),
    p50Milliseconds: of('p50Milliseconds'),
    p99Milliseconds: of('p99Milliseconds'),
    cpuMilliseconds: of('cpuMilliseconds'),
    memoryMebibytes: of('memoryMebibytes'),
    timesLessCpu: ratio((own, other) => other.cpuMilliseconds / own.cpuMilliseconds),
    timesTheRate: ratio((own, other) => own.requestsPerSecond / other.requestsPerSecond),
    rounds: measured.rounds.length,
    recorded: total('recorded'),
    ...(unranked === undefined ? {} : { unranked }),
  };
}

const digits = (value: number) => (value >= 100 ? 0 : value >= 10 ? 1 : 2);
const spread = ({ median, min, max }: Figure) =>
  [median, min, max].map((value) => value.toFixed(digits(median))).join(' ');

const columns: readonly (readonly [string, (row: Row) => string])[] = [
  ['case', (row) => row.case],
  ['gateway', (row) => row.stack],
  ['rounds', (row) => String(row.rounds)],
  ['requests/s', (row) => spread(row.requestsPerSecond)],
  ['p50 ms', (row) => spread(row.p50Milliseconds)],
  ['p99 ms', (row) => spread(row.p99Milliseconds)],
  ['CPU ms/request', (row) => spread(row.cpuMilliseconds)],
  ['RSS MiB', (row) => spread(row.memoryMebibytes)],
  ['HWM', (row) => row.mostMebibytes.toFixed(0)],
  ['× less CPU', (row) => spread(row.timesLessCpu)],
  ['× rate', (row) => spread(row.timesTheRate)],
];

function notesOn({ case: name, stack, rounds, recorded, unranked }: Row): string[] {
  return [
    ...(unranked === undefined ? [] : [`${name}, ${stack}: ${unranked}`]),
    ...(recorded > 0
      ? [`${name}, ${stack}: sends varying bodies; ${recorded} answers in ${rounds} rounds were not replayed`]
      : []),
  ];
}

/** A table in Markdown; each figure is median (min–max) over the rounds. */
export function table(rows: readonly Row[]): string {
  const shown = rows.map((row) =>
    columns.map(([, cell], index) => {
      if (row.unranked === undefined) return cell(row).replace(/^(\S+) (\S+) (\S+)$/, '$1 ($2–$3)');
      return index < 2 ? cell(row) : index === 2 ? 'not ranked' : '';
    }),
  );
  const lines = [columns.map(([title]) => title), ...shown];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => (line[index] as string).length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => (index < 2 ? cell.padEnd(widths[index] as number) : cell.padStart(widths[index] as number))).join(' | ')} |`;
  const [head, ...body] = lines as [string[], ...string[][]];
  const rule = `|${widths.map((width, index) => (index < 2 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const why = rows.flatMap(notesOn);
  return [line(head), rule, ...body.map(line), ...why].join('\n');
}
