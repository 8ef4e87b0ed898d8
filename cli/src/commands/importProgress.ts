import type { ImportProgress } from '@huitong/kit';

const phases = {
  waiting: '等待另一导入完成 waiting for another import',
  reading: '读取文件 reading the file',
  writing: '导入 importing',
} as const;

/** The rate is that of the last seconds: an index that grows, or another job that ends, is felt at once. */
const WINDOW_MILLISECONDS = 5_000;
/** How often a terminal's line is written anew, and how often a line goes to a log. */
const ON_TERMINAL = 200;
const IN_A_LOG = 5_000;

/**
 * Shows how far an import is and how long it will still take: one line that is overwritten on a terminal, a line every
 * few seconds elsewhere.
 * @param now milliseconds of a clock that never goes back
 */
export function importProgress(out: NodeJS.WritableStream, now: () => number = () => performance.now()) {
  const terminal = (out as { isTTY?: boolean }).isTTY === true;
  let window: { at: number; row: number }[] = [];
  let shown = terminal ? -Infinity : now();
  return {
    show({ phase, row, rows }: ImportProgress): void {
      const at = now();
      if (phase !== 'writing') window = [];
      window = [...window.filter((one) => at - one.at <= WINDOW_MILLISECONDS), { at, row }];
      const last = rows > 0 && row >= rows;
      if (at - shown < (terminal ? ON_TERMINAL : IN_A_LOG) && !(terminal && last)) return;
      shown = at;
      const text = `${phases[phase]}${rows > 0 && row > 0 ? ` ${row}/${rows}${pace(window, rows)}` : ''}`;
      out.write(terminal ? `\r\u001B[2K${text}` : `${text}\n`);
    },
    clear(): void {
      if (terminal) out.write('\r\u001B[2K');
    },
  };
}

function pace(window: readonly { at: number; row: number }[], rows: number): string {
  const [first, last] = [window[0], window.at(-1)];
  if (!first || !last || last.at <= first.at || last.row <= first.row) return '';
  const rate = ((last.row - first.row) / (last.at - first.at)) * 1000;
  return `  ${Math.round(rate)} 行/秒 rows/s  剩余 left ${duration((rows - last.row) / rate)}`;
}

/** Seconds as `40 s`, `2 min 05 s`, `1 h 20 min`. */
function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}
