import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { operatorEnvironment } from '../e2e/harness/configuration.js';
import { projectRoot } from './tree.js';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const unpack =
  "import('@sparticuz/chromium').then(async (it) => console.log(await it.default.executablePath()))";

/**
 * A Chromium: the system's when there is one, else the one inside the npm package, unpacked into `scratch`. The
 * package unpacks into the temporary folder under a fixed name, where another user's run may have left one that this
 * user cannot run; so it is unpacked by a process whose temporary folder is `scratch`.
 */
export async function chromiumPath(scratch: string): Promise<string> {
  const found = installed.find((path) => existsSync(path));
  if (found) return found;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', unpack], {
    cwd: projectRoot,
    env: operatorEnvironment({ TMPDIR: scratch }),
  });
  return stdout.trim();
}
