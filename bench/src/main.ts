import { benchScope } from './scope.js';

/** Each benchmark prints itself beside a peer, measured in the same run: ratios travel, absolutes do not. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = { scope: benchScope };

const name = process.argv[2] ?? '';
const chosen = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (chosen) await chosen();
else {
  console.error(`npm run bench -- <name>; there are: ${Object.keys(benchmarks).join(', ')}`);
  process.exitCode = 1;
}
