import {
  type CheckFault,
  type Clock,
  clockOf,
  type ClockRule,
  dayAt,
  dueAfter,
  notInFuture,
} from '@huitong/kit';

const basis = '危险化学品安全法 art. 61';

/** Seller and buyer report the flow to the public security organ of the county within 3 days. */
export const flowReportRule: ClockRule = {
  name: 'chemical-flow-report',
  title: { zh: '流向报告', en: 'report of the flow' },
  amount: 3,
  unit: 'CALENDAR_DAY',
  basis,
};

/** Records of sale and purchase are kept for three years. */
export const FLOW_RECORD_YEARS = 3;

/** The clock of a report: it runs from the day of the trade, and stops with the report. */
export const flowReportClock = (
  { tradedOn, reportedAt }: { readonly tradedOn: string; readonly reportedAt: string | null },
  now: Date = new Date(),
): Clock => clockOf(dueAfter(flowReportRule, `${tradedOn}T00:00:00+08:00`), { now, stopped: reportedAt });

/** Reported after its time, or not reported and past it; over the alias `item`, as {@link flowReportClock} has it. */
export const flowReportOverdueSql = `coalesce(item.reported_at, now()) >=
  (item.traded_on + ${flowReportRule.amount + 1})::timestamp at time zone 'Asia/Shanghai'`;

type Column = 'tradedOn' | 'reportedAt' | 'enterpriseUscc' | 'counterpartyUscc';

/** What is wrong with a report as a whole; what is not known is not wrong. */
export function flowReportFaults(
  row: Readonly<Partial<Record<Column, unknown>>>,
  now: Date = new Date(),
): CheckFault<Column>[] {
  const faults = [...notInFuture<Column>('tradedOn')(row)];
  const { tradedOn, reportedAt, enterpriseUscc, counterpartyUscc } = row;
  if (typeof reportedAt === 'string') {
    if (Date.parse(reportedAt) > now.getTime())
      faults.push({ columns: ['reportedAt'], message: `reportedAt ${reportedAt} lies in the future.` });
    else if (typeof tradedOn === 'string' && dayAt(reportedAt) < tradedOn)
      faults.push({
        columns: ['reportedAt', 'tradedOn'],
        message: `reportedAt ${reportedAt} is before tradedOn ${tradedOn}.`,
      });
  }
  if (typeof enterpriseUscc === 'string' && enterpriseUscc === counterpartyUscc)
    faults.push({
      columns: ['counterpartyUscc', 'enterpriseUscc'],
      message: 'An enterprise does not trade with itself.',
    });
  return faults;
}
