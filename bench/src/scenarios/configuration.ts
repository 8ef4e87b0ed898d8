/** The environment of the measured processes: the machine's own, without settings of ours and without telemetry. */
export const stackEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('HUITONG_') && name !== 'NODE_OPTIONS' && name !== 'NODE_ENV',
    ),
  ),
  APOLLO_TELEMETRY_DISABLED: '1',
});
