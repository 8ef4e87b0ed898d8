/** Least and most of a number, both included; `above` is not. */
export interface Range {
  readonly least?: number;
  readonly above?: number;
  readonly most: number;
}

/**
 * What the numbers of this department can be at all, in the unit of their name: the same for mutations, imports and
 * the tables' check constraints (a test compares the three). The deepest coal mine of the country is about 1,500 m.
 */
export const bounds = {
  approvedCapacityWanTonnesPerYear: { above: 0, most: 10_000 },
  actualOutputWanTonnesPerYear: { least: 0, most: 20_000 },
  highestMonthlyOutputWanTonnes: { least: 0, most: 5_000 },
  supplyTaskWanTonnes: { least: 0, most: 20_000 },
  supplyTaskYear: { least: 2000, most: 2100 },
  depthMaxMetres: { least: 0, most: 2_000 },
  workforce: { least: 0, most: 100_000 },
  undergroundMax: { least: 0, most: 100_000 },
  undergroundNow: { least: 0, most: 100_000 },
  undergroundBaseline: { least: 0, most: 100_000 },
  explosivesCapacityKilograms: { least: 0, most: 1_000_000 },
  managementTiers: { least: 1, most: 20 },
  standardizationScore: { least: 0, most: 100 },
  standardizationHazardControlScore: { least: 0, most: 100 },
  standardizationProfessionalScore: { least: 0, most: 100 },
  standardizationFoundationScore: { least: 0, most: 100 },
  intelligentOutputRatio: { least: 0, most: 1 },
  unitInflowLitresPerSecondMetre: { least: 0, most: 1_000 },
  annualMeanInflowCubicMetresPerHour: { least: 0, most: 100_000 },
  annualMaxInflowCubicMetresPerHour: { least: 0, most: 200_000 },
  inrushCubicMetresPerHour: { least: 0, most: 500_000 },
  rescueTeamEtaMinutes: { least: 0, most: 1_440 },
  videoPoints: { least: 0, most: 100_000 },
  videoPointsOnline: { least: 0, most: 100_000 },
  violationsYear: { least: 2000, most: 2100 },
  violationsCommand: { least: 0, most: 1_000_000 },
  violationsOperation: { least: 0, most: 1_000_000 },
  violationsDiscipline: { least: 0, most: 1_000_000 },
} as const satisfies Readonly<Record<string, Range>>;

/** Numbers of non-coal mines. */
export const nonCoalBounds = {
  approvedCapacityWanTonnesPerYear: bounds.approvedCapacityWanTonnesPerYear,
  depthMaxMetres: { least: 0, most: 3_000 },
  slopeHeightMetres: { least: 0, most: 1_500 },
  workforce: bounds.workforce,
  undergroundMax: bounds.undergroundMax,
  managementTiers: bounds.managementTiers,
} as const satisfies Readonly<Record<string, Range>>;

/** Numbers of tailings ponds. The highest tailings dams of the world are about 300 m. */
export const pondBounds = {
  volumeTotalWanCubicMetres: { least: 0, most: 500_000 },
  damHeightMetres: { least: 0, most: 500 },
  designElevationMetres: { least: -200, most: 6_000 },
  crestElevationMetres: { least: -200, most: 6_000 },
  downstreamResidents: { least: 0, most: 1_000_000 },
} as const satisfies Readonly<Record<string, Range>>;

/** What a gas assessment can measure. */
export const gasBounds = {
  relativeCubicMetresPerTonne: { least: 0, most: 1_000 },
  absoluteCubicMetresPerMinute: { least: 0, most: 5_000 },
  headingMaxCubicMetresPerMinute: { least: 0, most: 1_000 },
  faceMaxCubicMetresPerMinute: { least: 0, most: 1_000 },
} as const satisfies Readonly<Record<string, Range>>;

/** Scores of the standardised management system. */
export const scoreBounds = { score: bounds.standardizationScore } as const satisfies Readonly<
  Record<string, Range>
>;

const count = { least: 0, most: 100_000 } as const;

/** Numbers of the records of mines and ponds, by kind. */
export const partBounds = {
  survey: { coverageRatio: { least: 0, most: 1 } },
  inspection: {
    experts: { least: 0, most: 1_000 },
    problems: count,
    majorProblems: count,
    rectified: count,
  },
  monitoring: {
    lastValue: { least: -1_000_000_000, most: 1_000_000_000 },
    threshold: { least: -1_000_000_000, most: 1_000_000_000 },
  },
  contractor: { levels: { least: 1, most: 10 }, workers: count },
  penalty: { fineYuan: { least: 0, most: 1_000_000_000 } },
  report: {
    year: { least: 2000, most: 2100 },
    quarter: { least: 1, most: 4 },
    dangersFound: count,
    dangersRectified: count,
    majorDangersFound: count,
    majorDangersOpen: count,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Range>>>>;

/** Days that dates of this department lie between; before the first nothing of it stood. */
export const dateBounds = { first: '1900-01-01', last: '2200-12-31' } as const;
