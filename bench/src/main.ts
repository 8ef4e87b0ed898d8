import { benchAudit } from './audit.js';
import { benchImport } from './import.js';
import { benchMatching } from './matching.js';
import { benchScenarios } from './scenarios/index.js';
import { benchScope } from './scope.js';
import { benchSharing } from './sharing/index.js';

/** Each benchmark prints itself beside a peer, measured in the same run: ratios travel, absolutes do not. */
const benchmarks: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  audit: benchAudit,
  import: benchImport,
  matching: benchMatching,
  scenarios: benchScenarios,
  scope: benchScope,
  sharing: benchSharing,
};

const name = process.argv[2] ?? '';
const chosen = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (chosen) await chosen(process.argv.slice(3));
else {
  console.error(`npm run bench -- <name>; there are: ${Object.keys(benchmarks).join(', ')}`);
  process.exitCode = 1;
}
