import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { refusal } from '@huitong/contract';

const column = z.strictObject({
  /** Header of the receiving system's form. */
  header: z.string().min(1),
  /**
   * Where the value stands in a row: `enterprise.name`; through lists the values are joined. Of several paths those
   * that hold a value count.
   */
  path: z.union([
    z
      .string()
      .min(1)
      .transform((path) => [path]),
    z.array(z.string().min(1)).min(1),
  ]),
  /** How the cell is written; text unless said. Days and instants are those of Asia/Shanghai. */
  kind: z.enum(['text', 'number', 'date', 'instant', 'boolean']).default('text'),
  /** Codes of the graph → words of the form; a code without a word stays as it is. */
  words: z.record(z.string(), z.string()).optional(),
});

const part = z.strictObject({
  /**
   * GraphQL operation with `$division`, `$first` and `$after`, and `$from` and `$to` in a form by the month; its
   * aliases give every part of a form the same names.
   */
  query: z.array(z.string()).min(1),
  /** The root field, a connection, whose rows are exported. */
  rows: z.string().min(1),
  /** Values that are the same for every row of the part, by path. */
  constants: z.record(z.string(), z.string()).default({}),
});

const formShape = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string().min(1),
  /** The system or the office that receives it. */
  recipient: z.string().min(1),
  /** A form by the month takes `--month`; the others show what is. */
  period: z.enum(['MONTH', 'NONE']).default('NONE'),
  parts: z.array(part).min(1),
  columns: z.array(column).min(1),
});

/**
 * A form of a receiving system (报表): which rows of the graph make it, and which value stands under which header.
 * Data, so that the next form needs no code.
 */
export type Form = z.output<typeof formShape>;
export type FormColumn = z.output<typeof column>;
export type FormPart = z.output<typeof part>;

const shipped = new URL('../../forms/', import.meta.url);

/** @throws Refusal SETTING_INVALID naming every fault */
function parseForm(text: string, from: string): Form {
  const faulty = (why: string) =>
    refusal('SETTING_INVALID', { at: from, message: `The form ${from} cannot be used: ${why}.` });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw faulty(`it is not JSON (${(error as Error).message})`);
  }
  const parsed = formShape.safeParse(json);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'top level'}: ${message}`,
  );
  throw faulty(issues.join('; '));
}

/** The forms that come with the project, by name. */
export async function shippedForms(): Promise<Form[]> {
  const names = (await readdir(shipped)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = fileURLToPath(new URL(name, shipped));
      return parseForm(await readFile(path, 'utf8'), path);
    }),
  );
}

/**
 * The form of this name, or in this file when the name ends in `.json`.
 * @throws Refusal FORM_UNKNOWN, SETTING_INVALID
 */
export async function loadForm(nameOrFile: string): Promise<Form> {
  if (nameOrFile.endsWith('.json')) {
    const text = await readFile(resolve(nameOrFile), 'utf8').catch((cause: unknown) => {
      throw refusal('FORM_UNKNOWN', {
        cause,
        at: nameOrFile,
        message: `The form ${nameOrFile} cannot be read.`,
      });
    });
    return parseForm(text, nameOrFile);
  }
  const forms = await shippedForms();
  const found = forms.find(({ name }) => name === nameOrFile);
  if (found) return found;
  throw refusal('FORM_UNKNOWN', {
    at: nameOrFile,
    message: `There is no form ${nameOrFile}. There are: ${forms.map(({ name }) => name).join(', ')}.`,
  });
}
