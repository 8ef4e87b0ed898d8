import { refusal } from '@huitong/contract';
import {
  type Entity,
  type NewRow,
  type OwnedRow,
  textWithin,
  upsertByNaturalKey,
  warnUscc,
} from '@huitong/kit';
import { checkCount, checkDays, checkNumbers, checkOrder, checkPast, checkTexts } from './checks.js';
import { HiddenHazardSurvey } from './entities/hiddenHazardSurvey.js';
import { MineContractor } from './entities/mineContractor.js';
import { MineIllegalActivity } from './entities/mineIllegalActivity.js';
import { MineInspection } from './entities/mineInspection.js';
import { MineLeaderResponsibility } from './entities/mineLeaderResponsibility.js';
import { MineMonitoringPoint } from './entities/mineMonitoringPoint.js';
import { MinePenalty } from './entities/minePenalty.js';
import { MineQuarterlyReport } from './entities/mineQuarterlyReport.js';
import { ResidentSupervisor } from './entities/residentSupervisor.js';
import { StartConfirmation } from './entities/startConfirmation.js';
import type * as inputs from './generated/resolvers.js';
import type { Context } from './loaders.js';
import { partBounds, type Range } from './rules/bounds.js';
import { concernedRow, type ConcernedIds, ownSource } from './writers.js';

/** What every input of a record has. */
interface RecordInput extends ConcernedIds {
  readonly source?: string | null;
  readonly sourceId: string;
}

/** How the records of one kind are checked and written. */
interface PartSpec<Input extends RecordInput, Row extends OwnedRow> {
  readonly entity: Entity<Row>;
  /** The ids of which one names the mine or pond; when more than one may, the others are emptied. */
  readonly of: readonly (keyof ConcernedIds)[];
  /** Longest texts, in characters. */
  readonly texts?: Readonly<Partial<Record<keyof Input & string, number>>>;
  readonly numbers?: Readonly<Record<string, Range>>;
  /** Days that have come. */
  readonly past?: readonly (keyof Input & string)[];
  /** Instants that have come. */
  readonly happened?: readonly (keyof Input & string)[];
  /** Pairs of which the first is not after, or above, the second. */
  readonly orders?: readonly (readonly [keyof Input & string, keyof Input & string])[];
  /** Where the row differs from the input, and checks of its own. */
  readonly shape?: (input: Input, context: Context) => object;
  /** The division of a record that concerns no mine; without it a mine or pond is always named. */
  readonly otherwise?: (input: Input) => string;
}

/** A minute of grace for clocks that differ. */
const graceMilliseconds = 60_000;

/**
 * Makes the upsert of one kind of record: checks, takes the division of the mine or pond that it concerns, and writes
 * it by its natural key.
 * @returns a function that throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW.
 */
function part<Input extends RecordInput, Row extends OwnedRow>(spec: PartSpec<Input, Row>) {
  const { entity, of, texts = {}, numbers = {}, past = [], happened = [], orders = [], shape } = spec;
  return async (context: Context, input: Input) => {
    checkTexts(input, texts as Readonly<Record<string, number>>);
    checkNumbers(input, numbers);
    checkDays(input);
    for (const property of past) checkPast(`input.${property}`, input[property] as string | null);
    for (const property of happened) {
      const at = input[property] as string | null | undefined;
      if (!at || Date.parse(at) <= Date.now() + graceMilliseconds) continue;
      const message = `input.${property} lies in the future (${at}).`;
      throw refusal('BAD_INPUT', { at: `input.${property}`, message });
    }
    for (const [earlier, later] of orders) {
      checkOrder(
        [`input.${earlier}`, input[earlier] as string | number | null],
        [`input.${later}`, input[later] as string | number | null],
      );
    }
    const named = of.some((property) => (input[property] ?? null) !== null);
    const divisionCode =
      !named && spec.otherwise ? spec.otherwise(input) : (await concernedRow(context, input)).divisionCode;
    const ids = Object.fromEntries(of.map((property) => [property, input[property] ?? null]));
    const values = { ...input, ...ids, ...shape?.(input, context), divisionCode };
    return upsertByNaturalKey(context, entity, {
      ...values,
      source: input.source ?? ownSource,
    } as unknown as NewRow<Row>);
  };
}

const coal = ['coalMineId'] as const;
const mines = ['coalMineId', 'nonCoalMineId'] as const;
const all = [...mines, 'tailingsPondId'] as const;

/** 驻矿监管 (DOMAIN §1.2 items 45, 46). */
export const upsertResidentSupervisor = part<inputs.UpsertResidentSupervisorInput, ResidentSupervisor>({
  entity: ResidentSupervisor,
  of: coal,
  texts: { name: 100 },
  orders: [['from', 'to']],
});

/** 隐蔽致灾因素普查 (item 43): of one mine, or of a block of several in a division. */
export const upsertHiddenHazardSurvey = part<inputs.UpsertHiddenHazardSurveyInput, HiddenHazardSurvey>({
  entity: HiddenHazardSurvey,
  of: coal,
  texts: { block: 200 },
  numbers: partBounds.survey,
  past: ['doneOn'],
  otherwise({ block, divisionCode }) {
    if (block && divisionCode) return divisionCode;
    const message = 'A survey is of a coal mine, or of a block, named, in a division.';
    throw refusal('BAD_INPUT', { at: block ? 'input.divisionCode' : 'input.block', message });
  },
});

/** Most items of one confirmation, and most visits of one leader. */
const mostEntries = 100;

/** 开工确认 (item 47). */
export const upsertStartConfirmation = part<inputs.UpsertStartConfirmationInput, StartConfirmation>({
  entity: StartConfirmation,
  of: coal,
  happened: ['reconfirmedAt', 'startedAt'],
  shape({ unconfirmedItems }) {
    if (unconfirmedItems === undefined) return {};
    checkCount('input.unconfirmedItems', unconfirmedItems, mostEntries);
    for (const [index, item] of (unconfirmedItems ?? []).entries())
      textWithin(item, { at: `input.unconfirmedItems.${index}`, most: 200 });
    return { unconfirmedItems: [...new Set(unconfirmedItems ?? [])] };
  },
});

/** 非法违法行为 (item 54). */
export const upsertMineIllegalActivity = part<inputs.UpsertMineIllegalActivityInput, MineIllegalActivity>({
  entity: MineIllegalActivity,
  of: mines,
  texts: { description: 4000, measures: 4000 },
  past: ['foundOn', 'closedOn'],
  orders: [['foundOn', 'closedOn']],
});

/** 领导包保 (item 56); visits are kept in order of time. */
export const upsertMineLeaderResponsibility = part<
  inputs.UpsertMineLeaderResponsibilityInput,
  MineLeaderResponsibility
>({
  entity: MineLeaderResponsibility,
  of: all,
  texts: { office: 100, officialName: 100 },
  orders: [['since', 'until']],
  shape({ visits }) {
    if (visits === undefined) return {};
    checkCount('input.visits', visits, mostEntries);
    // In the order in which jsonb keeps a visit, so that the same ones count as unchanged.
    const kept = (visits ?? []).map(({ on, problems }, index) => {
      checkDays({ [`visits.${index}.on`]: on });
      checkPast(`input.visits.${index}.on`, on);
      checkNumbers(
        { [`visits.${index}.problems`]: problems },
        { [`visits.${index}.problems`]: mostProblems },
      );
      return { on, problems: problems ?? null };
    });
    return { visits: kept.sort((one, other) => one.on.localeCompare(other.on)) };
  },
});
const mostProblems = partBounds.inspection.problems;

/** 矿山检查 (item 55). */
export const upsertMineInspection = part<inputs.UpsertMineInspectionInput, MineInspection>({
  entity: MineInspection,
  of: all,
  texts: { checklist: 500 },
  numbers: partBounds.inspection,
  past: ['inspectedOn'],
  orders: [
    ['majorProblems', 'problems'],
    ['rectified', 'problems'],
  ],
});

/** 监测点 (item 50). */
export const upsertMineMonitoringPoint = part<inputs.UpsertMineMonitoringPointInput, MineMonitoringPoint>({
  entity: MineMonitoringPoint,
  of: all,
  texts: { name: 200, unit: 20 },
  numbers: partBounds.monitoring,
  happened: ['lastAt'],
});

/** 外包采掘队伍 (item 51). */
export const upsertMineContractor = part<inputs.UpsertMineContractorInput, MineContractor>({
  entity: MineContractor,
  of: ['nonCoalMineId'],
  texts: { name: 200, scope: 500 },
  numbers: partBounds.contractor,
  orders: [['validFrom', 'validTo']],
  shape({ enterpriseUscc }, { notes }) {
    warnUscc(notes, enterpriseUscc, 'input.enterpriseUscc');
    return {};
  },
});

/** 行政处罚 (安全生产法 arts 78, 113). */
export const upsertMinePenalty = part<inputs.UpsertMinePenaltyInput, MinePenalty>({
  entity: MinePenalty,
  of: all,
  texts: { decisionNumber: 200, reason: 4000, legalBasis: 500 },
  numbers: partBounds.penalty,
  past: ['decidedOn', 'publishedOn'],
  orders: [['decidedOn', 'publishedOn']],
});

/** 季度书面报告 (煤矿安全生产条例 art. 35). */
export const upsertMineQuarterlyReport = part<inputs.UpsertMineQuarterlyReportInput, MineQuarterlyReport>({
  entity: MineQuarterlyReport,
  of: coal,
  texts: { summary: 4000 },
  numbers: partBounds.report,
  happened: ['reportedAt'],
  orders: [['majorDangersFound', 'dangersFound']],
});
