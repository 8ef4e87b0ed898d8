import { refusal } from '@huitong/contract';
import {
  checkColumns,
  checkRules,
  type Dataset,
  type DatasetColumn,
  type Entity,
  inJsonbOrder,
  type NewRow,
  type OwnedRow,
  pointColumns,
  upsertByNaturalKey,
  type UpsertOutcome,
  warnUscc,
} from '@huitong/kit';
import type { Context } from './loaders.js';

/** What every input of an upsert begins with. */
interface AnyInput {
  readonly source?: string | null | undefined;
  readonly sourceId: string;
  readonly divisionCode?: string;
  readonly location?: { readonly lat: number; readonly lon: number } | null | undefined;
}

/** How the rows of a table are written. */
interface Writing<Row extends OwnedRow, Input extends AnyInput> {
  readonly entity: Entity<Row>;
  /** Bounds and rules across columns: those of the dataset, so that a file and a mutation meet the same ones. */
  readonly columns: Readonly<Record<string, DatasetColumn>>;
  readonly rowCheck?: Dataset['check'];
  /** Rows of this subgraph that the row refers to, by property. */
  readonly parents?: { readonly [Property in keyof Input & string]?: ParentLoader };
  /** What concerns more than one field; throws Refusal BAD_INPUT naming the place. */
  readonly check?: (input: Input) => void;
  /** Values that take another form than the input's. */
  readonly values?: (input: Input) => object;
  /** Division and place that the database takes from elsewhere, for rows whose input names none. */
  readonly divisionCode?: (context: Context, input: Input) => Promise<string>;
}

type ParentLoader = {
  [Name in keyof Context['loaders']]: Name extends `${string}ById` ? Name : never;
}[keyof Context['loaders']];

/** Values as the columns take them: an explicit null empties a list, and leaves alone what cannot be null. */
function columnValues(context: Context, entity: Entity<OwnedRow>, values: object): Record<string, unknown> {
  const metadata = context.database.source.getMetadata(entity);
  const accepted: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(values)) {
    const column = metadata.findColumnWithPropertyName(property);
    if (!column || value === undefined) continue;
    const list = column.isArray || column.type === 'jsonb';
    if (value === null && !column.isNullable) {
      if (list) accepted[property] = [];
    } else {
      accepted[property] = column.type === 'jsonb' ? inJsonbOrder(value) : value;
    }
  }
  return accepted;
}

async function refuseUnknownParents(
  context: Context,
  input: object,
  parents: Readonly<Record<string, ParentLoader>>,
): Promise<void> {
  for (const [property, loader] of Object.entries(parents)) {
    const id: unknown = input[property as keyof typeof input];
    if (typeof id !== 'string') continue;
    if (await context.loaders[loader].load(id)) continue;
    const message = `There is no row ${id.slice(0, 40)}, or it is not visible.`;
    throw refusal('BAD_INPUT', { at: `input.${property}`, message });
  }
}

/**
 * Makes the writer of a table: checks the input, then inserts, updates what differs, or leaves the row alone.
 * @returns what became of the row; see {@link upsertByNaturalKey} for its refusals.
 * @throws Refusal BAD_INPUT naming the place, COORDINATE_OUT_OF_RANGE.
 */
export function writer<Row extends OwnedRow, Input extends AnyInput>(writing: Writing<Row, Input>) {
  const { entity, columns, parents = {}, check, values: shape } = writing;
  return async (context: Context, input: Input): Promise<{ row: Row; outcome: UpsertOutcome }> => {
    checkColumns(columns, input);
    for (const [property, column] of Object.entries(columns)) {
      const value: unknown = input[property as keyof Input];
      if (column.kind === 'uscc') warnUscc(context.notes, value as string | null, `input.${property}`);
    }
    checkRules(writing.rowCheck, input);
    check?.(input);
    await refuseUnknownParents(context, input, parents as Readonly<Record<string, ParentLoader>>);
    const { location, source, ...values } = input;
    const row = {
      ...columnValues(context, entity, { ...values, ...shape?.(input) }),
      divisionCode: input.divisionCode ?? (await writing.divisionCode?.(context, input)),
      ...pointColumns(location, context.notes, 'input.location'),
      source: source ?? 'department',
    };
    return upsertByNaturalKey(context, entity, row as unknown as NewRow<Row>);
  };
}

/**
 * Checks that an instant or a day does not come before another.
 * @param order `after` when they may not be equal either; `from` unless said.
 * @throws Refusal BAD_INPUT at the later one.
 */
export function inOrder<Input extends object>(
  input: Input,
  earlier: keyof Input & string,
  later: keyof Input & string,
  { order = 'from', at = 'input' }: { order?: 'after' | 'from'; at?: string } = {},
): void {
  const [first, second]: unknown[] = [input[earlier], input[later]];
  if (typeof first !== 'string' || typeof second !== 'string') return;
  const gap = Date.parse(second) - Date.parse(first);
  if (gap > 0 || (order === 'from' && gap === 0)) return;
  const message = `${at}.${later} is ${order === 'after' ? 'after' : 'not before'} ${at}.${earlier}.`;
  throw refusal('BAD_INPUT', { at: `${at}.${later}`, message });
}

/** Checks how many values a list has, and each of them. Throws Refusal BAD_INPUT naming the place. */
export function listWithin<Value>(
  list: readonly Value[] | null | undefined,
  { at, most }: { at: string; most: number },
  each?: (value: Value, at: string) => void,
): void {
  if ((list?.length ?? 0) > most) {
    throw refusal('BAD_INPUT', { at, message: `${at} has at most ${most} values, not ${list?.length}.` });
  }
  list?.forEach((value, index) => each?.(value, `${at}.${index}`));
}
