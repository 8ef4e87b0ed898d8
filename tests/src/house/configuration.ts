import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A Chromium: the system's when there is one, else the one inside the npm package, unpacked into `scratch`. The
 * package unpacks into the temporary folder under a fixed name, which another user's run may have left behind.
 */
export async function chromiumPath(scratch: string): Promise<string> {
  const found = installed.find((path) => existsSync(path));
  if (found) return found;
  process.env['TMPDIR'] = scratch;
  return sparticuz.executablePath();
}
