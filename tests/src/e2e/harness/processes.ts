import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Parents by process, from /proc, which is there without any package; elsewhere from ps. */
function parents(): Map<number, number> {
  if (!existsSync('/proc/self/stat')) {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return new Map(lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
  }
  const pairs = readdirSync('/proc').flatMap((name): [number, number][] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // The command may hold spaces and brackets; what follows the last bracket does not.
      const facts = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return facts[0] === 'Z' ? [] : [[Number(name), Number(facts[1])]];
    } catch {
      return [];
    }
  });
  return new Map(pairs);
}

/** Every process that descends from one, itself not included. */
export function descendants(pid: number): number[] {
  const all = [...parents()];
  const found = [pid];
  for (const ancestor of found) {
    found.push(...all.filter(([, parent]) => parent === ancestor).map(([child]) => child));
  }
  return found.slice(1);
}

/** Whether a process runs; one that has ended and waits to be fetched does not. */
export const isRunning = (pid: number): boolean => parents().has(pid);

/** The command line of a process; empty when it is gone. */
export function commandOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline'))
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/**
 * Looks again and again until something holds, and returns it.
 * @param what named in the error when the time is over.
 * @param look returns undefined, null or false while it does not hold; may throw while it does not.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  withinMilliseconds = 120_000,
): Promise<NonNullable<T>> {
  const end = performance.now() + withinMilliseconds;
  let last: unknown;
  // Soon at first, then more seldom: looking must not take the time of what it waits for.
  let between = 10;
  for (;;) {
    try {
      const value = await look();
      if (value !== undefined && value !== null && value !== false) return value as NonNullable<T>;
      last = value;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) {
      throw new Error(`Not within ${withinMilliseconds} ms: ${what}.`, { cause: last });
    }
    await pause(between);
    between = Math.min(between * 1.5, 300);
  }
}
