import { equals, type Filter, List, type LoaderScope, type OwnedRow, today } from '@huitong/kit';
import { GasAssessment } from './entities/gasAssessment.js';
import { HiddenHazardSurvey } from './entities/hiddenHazardSurvey.js';
import { MineContractor } from './entities/mineContractor.js';
import { MineInspection } from './entities/mineInspection.js';
import { MineLeaderResponsibility } from './entities/mineLeaderResponsibility.js';
import { MineLicence } from './entities/mineLicence.js';
import { MineMonitoringPoint } from './entities/mineMonitoringPoint.js';
import { MinePenalty } from './entities/minePenalty.js';
import { MineQuarterlyReport } from './entities/mineQuarterlyReport.js';
import { MineStandardizationEvent } from './entities/mineStandardizationEvent.js';
import { ResidentSupervisor } from './entities/residentSupervisor.js';
import { StartConfirmation } from './entities/startConfirmation.js';

/** How the records of a mine are read: without a cursor, in one order. */
interface RecordSpec<Row> {
  readonly entity: new () => Row;
  readonly by: keyof Row & string;
  /** Latest first; otherwise in the order of the property. */
  readonly latestFirst?: boolean;
  readonly filters?: Readonly<Record<string, Filter>>;
}

/** What may be asked of the records of a mine. */
interface RecordArguments {
  readonly first?: number | null;
  readonly where?: Readonly<Record<string, unknown>>;
}

/**
 * The records of one kind that belong to mines or ponds: few for each, read only through their parent. One statement
 * for all parents of a request.
 */
function records<Row extends OwnedRow>({ entity, by, latestFirst = true, filters = {} }: RecordSpec<Row>) {
  const list = new List<Row>({ entity, filters, orders: { ONLY: by }, defaultOrder: 'ONLY' });
  const direction = latestFirst ? 'DESC' : 'ASC';
  return {
    /**
     * @param property that names the parent.
     * @returns the records of a parent, at most `first`.
     */
    async of(
      scope: LoaderScope,
      parent: { readonly property: keyof Row & string; readonly id: string },
      { first, where }: RecordArguments = {},
    ): Promise<Row[]> {
      const args = {
        first: first ?? 20,
        orderBy: { field: 'ONLY', direction } as const,
        ...(where ? { where } : {}),
      };
      return (await list.ofParent(scope, parent.property, args).load(parent.id)).nodes;
    },
  };
}

/** Whether an officer is stationed at the mine today. */
const current: Filter = (value, _, statement) => {
  const day = statement.param(today());
  return `(item.from_on <= ${day}::date and (item.to_on is null or item.to_on >= ${day}::date)) = ${value === true}`;
};

export const gasAssessments = records({ entity: GasAssessment, by: 'assessedOn' });
export const standardizationEvents = records({ entity: MineStandardizationEvent, by: 'happenedOn' });
export const residentSupervisors = records({
  entity: ResidentSupervisor,
  by: 'from',
  filters: { current },
});
export const startConfirmations = records({ entity: StartConfirmation, by: 'shiftOn' });
export const surveys = records({ entity: HiddenHazardSurvey, by: 'dueOn' });
export const inspections = records({
  entity: MineInspection,
  by: 'inspectedOn',
  filters: { producingWithMajorDanger: equals('producingWithMajorDanger') },
});
export const penalties = records({
  entity: MinePenalty,
  by: 'decidedOn',
  filters: { underWorkSafetyLaw: equals('underWorkSafetyLaw') },
});
export const quarterlyReports = records({ entity: MineQuarterlyReport, by: 'reportedAt' });
export const leaderResponsibilities = records({ entity: MineLeaderResponsibility, by: 'since' });
export const licences = records({ entity: MineLicence, by: 'validTo' });
export const monitoringPoints = records({ entity: MineMonitoringPoint, by: 'name', latestFirst: false });
export const contractors = records({ entity: MineContractor, by: 'name', latestFirst: false });
