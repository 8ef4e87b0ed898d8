/** The one reader of the environment: every measured process gets the machine's, less what would steer a peer. */
const steering = /^(HUITONG_|APOLLO_|HIVE_|LOG_|DEBUG|NODE_|JIT$|FORK$|PORT$|HOST$|CONFIG_PATH$|npm_)/;

/** The environment of every process that is started: production, no telemetry. */
export const programEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !steering.test(name))),
  NODE_ENV: 'production',
  APOLLO_TELEMETRY_DISABLED: '1',
});

/** The folder in which the user called npm, which itself changes to the package's. */
export const callersFolder = (): string => process.env['INIT_CWD'] ?? process.cwd();
