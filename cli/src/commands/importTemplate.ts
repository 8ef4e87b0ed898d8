import { writeFile } from 'node:fs/promises';
import { refusal } from '@huitong/contract';
import { type SubgraphDefinition, templateWorkbook } from '@huitong/kit';
import { findDataset } from './import.js';

/**
 * `huitong import --template`: writes a dataset's template, a workbook to be filled in, and says where. An existing
 * file is never overwritten: it may be the one that has been filled in.
 * @throws Refusal DATASET_UNKNOWN, SETTING_INVALID
 */
export async function writeTemplate(
  definitions: readonly SubgraphDefinition[],
  { dataset: name, out }: { readonly dataset: string; readonly out?: string | undefined },
  page: NodeJS.WritableStream,
): Promise<void> {
  const { dataset } = findDataset(definitions, name);
  const path = out ?? `${dataset.name}.xlsx`;
  try {
    await writeFile(path, await templateWorkbook(dataset), { flag: 'wx' });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    const why = code === 'EEXIST' ? 'there is such a file already' : 'it cannot be written there';
    const message = `The template is not written to ${path}: ${why}. Choose another place with --out.`;
    throw refusal('SETTING_INVALID', { cause, at: '--out', message });
  }
  page.write(
    `${dataset.name}  ${dataset.title.zh} ${dataset.title.en}\n` +
      `  模板 template: ${path}\n` +
      `  填好后 when filled in: huitong import ${dataset.name} ${path} --dry-run\n`,
  );
}
