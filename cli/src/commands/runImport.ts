import { refusal } from '@huitong/contract';
import { openDatabase } from '@huitong/kit';
import type { Configuration } from '../configuration.js';
import { inData, readConnection } from '../runtime/dataFolder.js';
import { definitionOf, definitions } from '../runtime/definitions.js';
import { importCommand, listDatasets } from './import.js';

/** What the command line gave. */
export interface ImportLine {
  readonly dataset: string | undefined;
  readonly file: string | undefined;
  readonly flags: Readonly<Record<string, unknown>>;
}

/** Connects `huitong import` to the running system of the data folder, as the app role of one subgraph. */
export async function runImport(
  { dataset, file, flags }: ImportLine,
  configuration: Configuration,
): Promise<number> {
  if (flags['list']) {
    await listDatasets(definitions, process.stdout);
    return 0;
  }
  if (!dataset || !file) {
    const message = 'Say which dataset and which file: huitong import mines.coal-mines FILE --profile gem.';
    throw refusal('SETTING_INVALID', { at: 'huitong import', message });
  }
  const text = (name: string) => (typeof flags[name] === 'string' ? (flags[name] as string) : undefined);
  const given = {
    dataset,
    file,
    profile: text('profile'),
    dryRun: flags['dryRun'] === true,
    department: text('department'),
    scope: text('scope'),
    rejected: text('rejected'),
  };
  const { data, production } = configuration;
  const open = async (name: string) => {
    const { databaseUrl } = await readConnection(inData(data).connection(name));
    const database = await openDatabase(databaseUrl, definitionOf(name).entities, {
      queryMilliseconds: 60_000,
    });
    return { database, close: () => database.close() };
  };
  return importCommand(given, { definitions, production, open }, process.stdout);
}
