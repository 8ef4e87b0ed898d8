import { Command } from 'commander';
import { pino } from 'pino';
import { refusalOf } from '@huitong/contract';
import type { DatabaseSetupError } from '@huitong/kit';
import { type Configuration, readConfiguration, type SettingName, settings } from './configuration.js';

/**
 * Each command loads what it needs when it runs: one process a subgraph would otherwise load the gateway, and a
 * printed token everything.
 */
const commands = {
  start: async () => (await import('./commands/start.js')).start,
  gateway: async () => (await import('./commands/gateway.js')).runGateway,
  migrate: async () => (await import('./commands/migrate.js')).runMigrations,
  subgraph: async () => (await import('./commands/subgraph.js')).runSubgraph,
  import: async () => (await import('./commands/runImport.js')).runImport,
  export: async () => (await import('./commands/export.js')).runExport,
  catalogue: async () => (await import('./commands/catalogue.js')).runCatalogue,
  index: async () => (await import('./commands/index.js')).runIndex,
  audit: async () => (await import('./commands/audit.js')).runAudit,
  keys: async () => (await import('./commands/keys.js')).runKeys,
  token: async () => (await import('./commands/token.js')).printToken,
};

/** Settings of whoever answers requests. */
const front: readonly SettingName[] = [
  'limits',
  'planning',
  'persistedOperations',
  'safelist',
  'automaticPersisted',
  'warmUp',
  'introspection',
  'compression',
  'unauthorized',
  'policiesClaim',
  'quotas',
  'policyGrace',
  'contract',
  'cost',
  'auditKey',
  'auditOrigin',
  'auditDigest',
  'auditRetention',
  'auditSigningGrace',
];

/** Which settings each command takes, in the order of its help. */
const taken: Readonly<Record<string, readonly SettingName[]>> = {
  start: [
    'port',
    'host',
    'data',
    'processes',
    'tls',
    'postgres',
    'sample',
    'sampleSize',
    'jwks',
    'issuer',
    'audience',
    'claims',
    'issuerRefresh',
    'supergraph',
    'subgraphTimeout',
    'engine',
    ...front,
    'grace',
    'logLevel',
  ],
  subgraph: ['port', 'host', 'data', 'connection', 'subgraphs', 'tls', 'grace', 'logLevel'],
  gateway: [
    'port',
    'host',
    'data',
    'connection',
    'supergraph',
    'subgraphs',
    'tls',
    'open',
    'jwks',
    'issuer',
    'audience',
    'claims',
    'issuerRefresh',
    'subgraphTimeout',
    'engine',
    'workers',
    ...front,
    'grace',
    'logLevel',
  ],
  migrate: ['data', 'postgres', 'sample', 'sampleSize', 'logLevel'],
  token: ['data', 'audience'],
  import: ['data', 'logLevel'],
  export: ['data', 'audience'],
  catalogue: ['data', 'audience'],
  index: ['data', 'logLevel'],
  keys: ['data'],
  audit: ['data', 'auditKey'],
};

/** What `huitong audit` can be asked. */
const auditHelp: Readonly<Record<string, string>> = {
  verify: 'check everything',
  prove: 'write a proof of a record',
  check: 'check a proof',
  consistency: 'prove that the record goes on from a checkpoint that was kept',
  checkpoint: 'print the newest checkpoint, to be kept elsewhere',
  export: 'write a month',
  key: 'make a key',
};

const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

const switches = new Set<SettingName>(['processes', 'sample', 'open', 'safelist', 'automaticPersisted']);
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function command(program: Command, name: string, description: string): Command {
  const made = program.command(name).description(description);
  for (const setting of taken[name.split(' ')[0] as string] ?? []) {
    const { help } = settings[setting];
    const variable = `HUITONG_${dashed(setting).replaceAll('-', '_').toUpperCase()}`;
    if (!switches.has(setting)) made.option(`--${dashed(setting)} <value>`, `${help} (${variable})`);
    else {
      made.option(`--${dashed(setting)}`, `${help} (${variable})`);
      if (setting === 'sample') made.option('--no-sample', 'leave the demo data out');
      if (setting === 'automaticPersisted')
        made.option('--no-automatic-persisted', 'keep no texts of clients');
    }
  }
  return made;
}

const logTo = ({ logLevel }: Configuration) => pino({ level: logLevel, base: null }, pino.destination(2));

/** By name, so that a flag is refused without loading all that kit needs. */
const isDatabaseSetup = (error: unknown): error is DatabaseSetupError =>
  error instanceof Error && error.name === 'DatabaseSetupError';

/** Shows an expected refusal as three lines; anything else with its stack, because it is a bug. */
function explain(error: unknown): string {
  const known = refusalOf(error);
  if (known) {
    const { at, todo } = known.extensions as { at?: string; todo?: string };
    return [`${known.code}: ${known.message}`, at ? `  where: ${at}` : '', todo ? `  to do: ${todo}` : '']
      .filter((line) => line !== '')
      .join('\n');
  }
  if (isDatabaseSetup(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function program(): Command {
  const huitong = new Command('huitong')
    .description('会同: one graph over the safety data of a city')
    .showHelpAfterError();
  const run =
    (work: (configuration: Configuration) => Promise<void>) => async (flags: Record<string, unknown>) =>
      work(readConfiguration(flags));

  command(huitong, 'start', 'run the whole house: PostgreSQL, subgraphs, gateway').action(
    run(async (configuration) => (await commands.start())(configuration, logTo(configuration))),
  );
  command(huitong, 'gateway', 'run the gateway alone').action(
    run(async (configuration) => (await commands.gateway())(configuration, logTo(configuration))),
  );
  command(huitong, 'migrate', 'make and update the databases, then end').action(
    run(async (configuration) => (await commands.migrate())(configuration, logTo(configuration))),
  );
  command(huitong, 'subgraph', 'run one subgraph alone')
    .argument('<name>', 'name of the subgraph')
    .action(async (name: string, flags: Record<string, unknown>) => {
      const configuration = readConfiguration(flags);
      await (
        await commands.subgraph()
      )(name, configuration, logTo(configuration));
    });
  command(huitong, 'import', 'bring a file into the running system')
    .argument('[dataset]', 'which dataset, for example mines.coal-mines')
    .argument('[file]', 'CSV or XLSX file')
    .option('--list', 'name the datasets and their profiles')
    .option('--template <dataset>', 'write an XLSX template to be filled in')
    .option('--out <path>', 'where the template goes; <dataset>.xlsx here when absent')
    .option('--sheet <name>', 'sheet of a workbook; the first one that shows when absent')
    .option(
      '--profile <name>',
      "profile of the source: a name, or a .json file; the dataset's template when absent",
    )
    .option('--dry-run', 'check and count, write nothing')
    .option('--department <uscc>', 'department whose rows these are; required in production')
    .option('--line <line>', "the department's line, for one that the graph does not know yet")
    .option('--scope <codes>', 'division codes of its area, separated by commas; required in production')
    .option('--rejected <path>', 'file for the rejected rows; beside the input when absent')
    .action(async (dataset: string | undefined, file: string | undefined, flags: Record<string, unknown>) => {
      process.exitCode = await (await commands.import())({ dataset, file, flags }, readConfiguration(flags));
    });
  command(huitong, 'export', 'write a form of a receiving system from the running graph')
    .argument('[form]', 'which form: a name, or a .json file')
    .option('--list', 'name the forms')
    .option('--out <path>', 'file to write, .xlsx or .csv')
    .option('--gateway <url>', 'address of the gateway; http://127.0.0.1:4000 when absent')
    .option('--token-file <path>', 'file with the token of the caller whose rights the export has')
    .option('--as <persona>', 'a persona of the demonstration instead of a token')
    .option('--division <code>', 'rows of this division and below')
    .option('--month <yyyy-mm>', 'the month of a monthly form')
    .action(async (form: string | undefined, flags: Record<string, unknown>) => {
      process.exitCode = await (
        await commands.export()
      )({ form, flags }, readConfiguration(flags), process.stdout);
    });
  command(huitong, 'catalogue', 'write the catalogue (政务数据目录) from the running graph')
    .argument('<what>', 'export')
    .option('--out <path>', 'file to write; a new folder with --format html')
    .option('--format <format>', "csv, xlsx, json or html; after the file's ending when absent")
    .option('--line <line>', 'entries of which departments of this line may be the source, such as EMERGENCY')
    .option('--gateway <url>', 'address of the gateway; http://127.0.0.1:4000 when absent')
    .option('--token-file <path>', 'file with the token of the caller in whose name it is asked')
    .option('--as <persona>', 'a persona of the demonstration instead of a token')
    .action(async (what: string, flags: Record<string, unknown>) => {
      await (
        await commands.catalogue()
      )({ what, flags }, readConfiguration(flags), process.stdout);
    });
  command(huitong, 'index', 'look after the cross-department index of the running system')
    .argument('<what>', 'status, or rebuild')
    .argument('[subgraph]', 'which owner; all of them when absent')
    .action(async (what: string, subgraph: string | undefined, flags: Record<string, unknown>) =>
      (await commands.index())({ what, subgraph }, readConfiguration(flags)),
    );
  command(
    huitong,
    'audit',
    'look after the record of decisions: verify, prove, check, consistency, export, key',
  )
    .argument(
      '<what>',
      Object.keys(auditHelp)
        .map((what) => `${what}: ${auditHelp[what]}`)
        .join('; '),
    )
    .argument('[which]', 'request id or number of the record to prove; file of the proof to check')
    .option('--directory <path>', 'folder of the record; records/ of the data folder when absent')
    .option('--key <path>', 'public key (PEM) of who signs; again for each', collect)
    .option(
      '--checkpoint <path>',
      'a checkpoint that was kept: the record must still lead to it; again for each',
      collect,
    )
    .option('--from <path>', 'the checkpoint that was kept, to prove consistency from')
    .option('--log <folder>', 'one log of several, for example worker-1')
    .option('--month <yyyy-mm>', 'the month to export, Asia/Shanghai')
    .option('--out <path>', 'file to write; for an export .jsonl, .csv or .xlsx')
    .action(async (what: string, which: string | undefined, flags: Record<string, unknown>) => {
      const line = { what, which, flags };
      process.exitCode = await (await commands.audit())(line, readConfiguration(flags), process.stdout);
    });
  command(huitong, 'keys', 'change the keys between gateway and subgraphs while they run')
    .argument('<what>', 'status; then add, use and drop, each once the step before has arrived everywhere')
    .argument('[subgraph]', 'whose key; all of them when absent')
    .action(async (what: string, subgraph: string | undefined, flags: Record<string, unknown>) =>
      (await commands.keys())({ what, subgraph }, readConfiguration(flags), process.stdout),
    );
  command(huitong, 'token', 'print a token for a persona of the demonstration')
    .requiredOption('--as <persona>', 'which persona')
    .action(async (flags: Record<string, unknown>) =>
      (await commands.token())(String(flags['as']), readConfiguration(flags)),
    );
  return huitong;
}

/** Runs the command line; sets the exit code and lets the process end by itself. */
export async function run(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}
