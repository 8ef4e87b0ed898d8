import { type DepartmentLine, refusal } from '@huitong/contract';
import { departmentCaller, openDatabase, runAs } from '@huitong/kit';
import type { Configuration } from '../configuration.js';
import { inData, readConnection } from '../runtime/dataFolder.js';
import { definitions } from '../runtime/definitions.js';
import { definitionOf } from '../runtime/subgraphs.js';
import { importCommand, type ImportSurroundings, listDatasets } from './import.js';
import { writeTemplate } from './importTemplate.js';

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
  const text = (name: string) => (typeof flags[name] === 'string' ? (flags[name] as string) : undefined);
  const template = text('template');
  if (template !== undefined) {
    await writeTemplate(definitions, { dataset: template, out: text('out') }, process.stdout);
    return 0;
  }
  if (!dataset || !file) {
    const message = 'Say which dataset and which file: huitong import mines.coal-mines FILE --profile gem.';
    throw refusal('SETTING_INVALID', { at: 'huitong import', message });
  }
  const given = {
    dataset,
    file,
    profile: text('profile'),
    dryRun: flags['dryRun'] === true,
    department: text('department'),
    scope: text('scope'),
    line: text('line'),
    rejected: text('rejected'),
    sheet: text('sheet'),
  };
  const { data, production } = configuration;
  const open = async (name: string) => {
    const { databaseUrl } = await readConnection(inData(data).connection(name));
    const { entities } = await definitionOf(name);
    const database = await openDatabase(databaseUrl, entities, { queryMilliseconds: 60_000 });
    return { database, close: () => database.close() };
  };
  const lineOf = (department: string) => departmentLine(open, department);
  return importCommand(given, { definitions, production, open, lineOf }, process.stdout, process.stderr);
}

/** Line of a department in the graph's own table of departments. */
async function departmentLine(
  open: ImportSurroundings['open'],
  department: string,
): Promise<DepartmentLine | null> {
  const { database, close } = await open('commons');
  try {
    const caller = departmentCaller(department, ['140000'], 'import');
    const [found] = await runAs(caller, () =>
      database.query<{ line: DepartmentLine }>('select line from department where uscc = $1', [department]),
    );
    return found?.line ?? null;
  } finally {
    await close();
  }
}
