/** The environment of an operator: the machine's own, with nothing of this test run's settings in it. */
export function operatorEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('HUITONG_') && name !== 'NODE_OPTIONS' && name !== 'NODE_ENV',
  );
  return { ...Object.fromEntries(kept), ...extra };
}
