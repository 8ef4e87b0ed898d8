import { refusal } from '@huitong/contract';
import type { Configuration } from '../configuration.js';
import { cellsOf } from '../export/cells.js';
import { type Asking, fetchRows, type Withheld } from '../export/fetchRows.js';
import { type Form, loadForm, shippedForms } from '../export/form.js';
import { type Flags, gatewayOf, refuseOverwriting, textOf, tokenOf, wanting } from '../export/line.js';
import { openSheet } from '../export/sheet.js';

/** What the command line gave. */
export interface ExportLine {
  readonly form: string | undefined;
  readonly flags: Flags;
}

/** Exit code of an export in which something of another department is blank. */
const withheldSomething = 2;

/** First and last instant of a month in Asia/Shanghai; the last is the next month's first. */
function monthOf(form: Form, given: string | undefined): Record<string, string> {
  if (form.period === 'NONE') {
    if (given !== undefined) throw wanting('--month', `${form.name} is not by the month.`);
    return {};
  }
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(given ?? '') ?? [];
  if (!year || !month) throw wanting('--month', `${form.name} is by the month: --month 2026-10.`);
  const next =
    month === '12' ? `${Number(year) + 1}-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}`;
  return { from: `${year}-${month}-01T00:00:00+08:00`, to: `${next}-01T00:00:00+08:00` };
}

function notesOf(form: Form, asking: Asking, withheld: Withheld): string[][] {
  const division = asking.variables['division'] ?? '本人授权范围';
  const fields = [...withheld.fields].map(([field, apply]) => [`未共享 ${field}`, apply]);
  const missing = [...withheld.missing].map((department) => ['未应答', department]);
  return [
    ['表名', form.title],
    ['接收', form.recipient],
    ['区划', division],
    ...('from' in asking.variables ? [['月份', String(asking.variables['from']).slice(0, 7)]] : []),
    ...fields,
    ...missing,
  ];
}

async function writeForm(
  form: Form,
  asking: Asking,
  out: string,
): Promise<{ rows: number; withheld: Withheld }> {
  const withheld: Withheld = { fields: new Map(), missing: new Set() };
  const sheet = openSheet(
    out,
    form.title,
    form.columns.map(({ header }) => header),
  );
  let rows = 0;
  try {
    for (const part of form.parts) {
      for await (const row of fetchRows(part, asking, withheld)) {
        rows += 1;
        await sheet.add(cellsOf(form.columns, row));
      }
    }
    if (withheld.missing.size > 0) {
      const message = `No answer from ${[...withheld.missing].join('、')}; nothing was written.`;
      throw refusal('EXPORT_INCOMPLETE', { at: form.name, message });
    }
    await sheet.finish(notesOf(form, asking, withheld));
  } catch (error) {
    await sheet.abandon();
    throw error;
  }
  return { rows, withheld };
}

/**
 * `huitong export`: writes a form of a receiving system from the running graph, with the caller's own rights and on
 * the record like every other question. What is not shared with the caller is blank and named in the notes.
 * @returns exit code: 0 complete, 2 something is blank because it is not shared
 * @throws Refusal FORM_UNKNOWN, SETTING_INVALID, GATEWAY_UNREACHABLE, EXPORT_FAILED, EXPORT_INCOMPLETE
 */
export async function runExport(
  { form: name, flags }: ExportLine,
  configuration: Configuration,
  terminal: NodeJS.WritableStream,
): Promise<number> {
  if (flags['list']) {
    for (const { name, title, recipient, period } of await shippedForms()) {
      terminal.write(`${name}  ${title} → ${recipient}${period === 'MONTH' ? ' (--month)' : ''}\n`);
    }
    return 0;
  }
  const out = textOf(flags, 'out');
  if (!name || !out)
    throw wanting('huitong export', 'Say which form and where: huitong export FORM --out FILE.');
  const form = await loadForm(name);
  const month = monthOf(form, textOf(flags, 'month'));
  await refuseOverwriting(out);
  const asking = {
    gateway: gatewayOf(flags),
    token: await tokenOf(flags, configuration),
    variables: { division: textOf(flags, 'division') ?? null, ...month },
  };
  const { rows, withheld } = await writeForm(form, asking, out);
  terminal.write(`${rows} rows → ${out}\n`);
  for (const [field, apply] of withheld.fields) terminal.write(`not shared: ${field}. ${apply}\n`);
  return withheld.fields.size > 0 ? withheldSomething : 0;
}
