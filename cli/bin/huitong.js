#!/usr/bin/env node
// Committed, because a bin under dist/ is never linked by npm ci, and npx would then ask the public registry.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  const { run } = await import(main.href);
  await run(process.argv);
} else {
  console.error(
    'Huitong is not built yet. npm ci builds it, unless scripts were ignored (--ignore-scripts) or\n' +
      'development packages were left out (NODE_ENV=production, --omit=dev). Run: npm run build',
  );
  process.exitCode = 1;
}
