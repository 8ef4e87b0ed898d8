/** The environment of an operator: the machine's own, with nothing of this test run's settings in it. */
export function operatorEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('HUITONG_') && name !== 'NODE_OPTIONS' && name !== 'NODE_ENV',
  );
  return { ...Object.fromEntries(kept), ...extra };
}

/** A folder of this test run's own, removed at its end; see scripts/lib/testPostgres.mjs. */
export function testRunFolder(): string {
  const folder = process.env['HUITONG_TEST_FOLDER'];
  if (!folder) throw new Error('Tests are run by npm test, which gives them a folder.');
  return folder;
}
