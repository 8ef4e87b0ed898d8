import { stat } from 'node:fs/promises';
import { type DepartmentLine, refusal, Refusal } from '@huitong/contract';
import {
  type Database,
  type Dataset,
  demoUscc,
  divisionByCode,
  checkUscc,
  importFile,
  type ImportReport,
  loadProfile,
  printable,
  profilesOf,
  providersOfDataset,
  quoted,
  type SubgraphDefinition,
  TEMPLATE_PROFILE,
} from '@huitong/kit';
import { importProgress } from './importProgress.js';

/** The arguments of `huitong import <dataset> <file>`. */
export interface ImportArguments {
  /** `mines.coal-mines`. */
  readonly dataset: string;
  /** Path of the file, CSV or XLSX. */
  readonly file: string;
  /** Name of a profile beside the dataset, or path of a `.json` file; the template's when absent. */
  readonly profile?: string | undefined;
  readonly dryRun: boolean;
  /** USCC of the department whose rows these are. */
  readonly department?: string | undefined;
  /** Division codes of its area, separated by commas. */
  readonly scope?: string | undefined;
  /** Line of the department, for one that the graph does not know yet. */
  readonly line?: string | undefined;
  /** Path of the file of rejected rows. */
  readonly rejected?: string | undefined;
  /** Sheet of a workbook. */
  readonly sheet?: string | undefined;
}

/** What the command works with, from the composition root. */
export interface ImportSurroundings {
  readonly definitions: readonly SubgraphDefinition[];
  readonly production: boolean;
  /** Connects the app role of a subgraph of the running system. */
  open(subgraph: string): Promise<{ readonly database: Database; close(): Promise<void> }>;
  /** Line of a department as the graph has it; null for one that it does not know. */
  lineOf(department: string): Promise<DepartmentLine | null>;
}

/** Exit codes: every row is in; the import was refused; some rows were rejected. */
const allIn = 0;
const refused = 1;
const someRejected = 2;

/** The province of the demonstration, whose department imports when none is named. */
const demoProvince = '140000';

/**
 * `huitong import`: brings a file into the running system and prints what became of it.
 * @returns exit code: 0 all rows in, 1 refused, 2 some rows rejected
 */
export async function importCommand(
  given: ImportArguments,
  surroundings: ImportSurroundings,
  out: NodeJS.WritableStream,
  progressOut: NodeJS.WritableStream = out,
): Promise<number> {
  const progress = importProgress(progressOut);
  try {
    const { definition, dataset } = findDataset(surroundings.definitions, given.dataset);
    const profile = await loadProfile(definition.home, dataset, given.profile ?? TEMPLATE_PROFILE);
    const importer = importerOf(given, dataset, surroundings.production);
    await refuseMissingFile(given.file);
    const lines = await linesOf(given, { definition, dataset }, surroundings);
    const connection = await surroundings.open(definition.name);
    try {
      const report = await importFile({
        database: connection.database,
        dataset,
        profile,
        file: given.file,
        ...importer,
        lines,
        sheet: given.sheet,
        dryRun: given.dryRun,
        ...(given.rejected === undefined ? {} : { rejectedFile: given.rejected }),
        onProgress: progress.show,
      });
      progress.clear();
      out.write(`${describe(report, importer)}\n`);
      return report.rejected > 0 ? someRejected : allIn;
    } finally {
      await connection.close();
    }
  } catch (error) {
    progress.clear();
    if (!(error instanceof Refusal)) throw error;
    const { at, todo } = error.extensions as { at?: string; todo: string };
    out.write(`${error.code}: ${error.message}${at ? `\n  where: ${at}` : ''}\n  to do: ${todo}\n`);
    return refused;
  }
}

/** `huitong import --list`: the datasets, their profiles and headers. */
export async function listDatasets(
  definitions: readonly SubgraphDefinition[],
  out: NodeJS.WritableStream,
): Promise<void> {
  for (const definition of definitions) {
    for (const dataset of definition.datasets) {
      out.write(`${dataset.name}  ${dataset.title.zh} ${dataset.title.en}\n`);
      for (const profile of await profilesOf(definition.home, dataset)) {
        const own = profile.name === TEMPLATE_PROFILE ? '本系统模板 own template' : printable(profile.title);
        out.write(`  --profile ${profile.name}  ${own}\n`);
      }
      const headers = Object.values(dataset.columns).map(
        ({ header, required }) => `${header}${required ? '*' : ''}`,
      );
      const { lat, lon, crs } = dataset.location ?? { lat: [], lon: [], crs: [] };
      out.write(`  ${[...headers, ...lat.slice(0, 1), ...lon.slice(0, 1), ...crs.slice(0, 1)].join(', ')}\n`);
    }
  }
}

/** Throws Refusal DATASET_UNKNOWN with the names there are. */
export function findDataset(definitions: readonly SubgraphDefinition[], name: string) {
  for (const definition of definitions) {
    const dataset = definition.datasets.find((one) => one.name === name);
    if (dataset) return { definition, dataset };
  }
  const known = definitions.flatMap(({ datasets }) => datasets.map((dataset) => dataset.name));
  throw refusal('DATASET_UNKNOWN', {
    at: name,
    message: `There is no dataset ${name}. There are: ${known.join(', ') || 'none'}.`,
  });
}

/** A wrong path is refused before anything is connected. */
async function refuseMissingFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found) throw refusal('FILE_UNREADABLE', { at: file, message: `There is no file ${file}.` });
}

/**
 * The department's line beside those that the catalogue names as providers of the rows; undefined where the catalogue
 * says nothing. Without `--department` it is the demonstration's department of the right line.
 * @throws Refusal SETTING_INVALID when nobody knows the line
 */
async function linesOf(
  given: ImportArguments,
  { definition, dataset }: { definition: SubgraphDefinition; dataset: Dataset },
  { lineOf }: ImportSurroundings,
) {
  const providers = providersOfDataset(definition, dataset);
  if (!providers) return undefined;
  if (given.department === undefined) return { own: dataset.line, providers };
  const own = (await lineOf(given.department)) ?? given.line;
  if (own === undefined) {
    const message = `The graph does not know the department ${quoted(given.department)}. Import it first (commons.departments), or say its line: --line ${providers.join('|')}.`;
    throw refusal('SETTING_INVALID', { at: '--department', message });
  }
  return { own: own as DepartmentLine, providers };
}

interface Importer {
  readonly department: string;
  readonly scope: readonly string[];
}

/**
 * Whose rows the file brings. In production the operator says so; the demonstration has a department of each
 * line for the whole province.
 * @throws Refusal NOT_IN_PRODUCTION, SETTING_INVALID, DIVISION_UNKNOWN
 */
function importerOf(given: ImportArguments, dataset: Dataset, production: boolean): Importer {
  if (production && (given.department === undefined || given.scope === undefined)) {
    throw refusal('NOT_IN_PRODUCTION', {
      at: given.department === undefined ? '--department' : '--scope',
      message: 'In production say whose rows these are: --department USCC --scope CODE.',
    });
  }
  const check = checkUscc(given.department ?? demoUscc(dataset.line, demoProvince));
  if (!check.ok) throw refusal('SETTING_INVALID', { at: '--department', message: check.problem.message });
  const scope = (given.scope ?? demoProvince).split(',').map((code) => code.trim());
  const unknown = scope.find((code) => !divisionByCode(code));
  if (unknown !== undefined) {
    const message = `There is no administrative division ${unknown}.`;
    throw refusal('DIVISION_UNKNOWN', { at: '--scope', message });
  }
  return { department: check.uscc, scope };
}

/** Rows of notes printed; the rest stands in the file of rejected rows. */
const notesShown = 10;

function describe(report: ImportReport, { department, scope }: Importer): string {
  const rows = [
    `${report.dataset} --profile ${report.profile}${report.dryRun ? '  试运行,未写入 dry run, nothing kept' : ''}`,
    `  数源部门 owner department  ${department} (${scope.join(', ')})`,
    ...(report.attribution ? [`  来源 source  ${printable(report.attribution)}`] : []),
    ...(report.resumedAfter === null
      ? []
      : [`  接续上次中断 resumed after row ${report.resumedAfter}; figures are for the whole file`]),
    `  读取 read ${report.read}  新增 inserted ${report.inserted}  更新 updated ${report.updated}  ` +
      `未变 unchanged ${report.unchanged}  拒绝 rejected ${report.rejected}  警告 warnings ${report.warningCount}`,
    ...notes('拒绝 rejected', report.rejections),
    ...notes('警告 warning', report.warnings),
    ...(report.rejectedFile ? [`  拒绝行文件 rejected rows: ${printable(report.rejectedFile)}`] : []),
    ...(report.unusedColumns.length > 0
      ? [`  未使用的列 unused columns: ${report.unusedColumns.map((name) => quoted(name)).join(', ')}`]
      : []),
    `  ${report.encoding}${report.sheet === null ? '' : ` ${quoted(report.sheet)}`}, ${(report.milliseconds / 1000).toFixed(2)} s`,
  ];
  return rows.join('\n');
}

function notes(kind: string, list: ImportReport['rejections']): string[] {
  const shown = list.slice(0, notesShown).map(({ row, column, code, message }) => {
    const place = column === null ? '' : ` 列 column ${quoted(column)}`;
    return `  ${kind}: 行 row ${row}${place} ${code} ${message}`;
  });
  return list.length > notesShown ? [...shown, `  … ${list.length - notesShown} 条 more`] : shown;
}
