/** What a number may be, with its unit as files write it; `least` and `most` are included, `above` is not. */
export interface NumberBounds {
  readonly unit: string;
  readonly least?: number;
  readonly above?: number;
  readonly most: number;
}

const bounds = <Name extends string>(given: Readonly<Record<Name, NumberBounds>>) => given;

/** The bounds of every number that is written, by property: the mutations and the datasets keep the same. */
export const numberBounds = bounds({
  heightMetres: { unit: '米', above: 0, most: 1000 },
  storeysAboveGround: { unit: '层', least: 0, most: 200 },
  storeysBelowGround: { unit: '层', least: 0, most: 20 },
  floorAreaSquareMetres: { unit: '平方米', above: 0, most: 10_000_000 },
  widthMetres: { unit: '米', above: 0, most: 100 },
  sockets: { unit: '个', least: 0, most: 10_000 },
  parkingSpaces: { unit: '个', least: 0, most: 10_000 },
  flowLitresPerSecond: { unit: '升/秒', least: 0, most: 2000 },
  pressureMegapascals: { unit: '兆帕', least: 0, most: 5 },
  volumeCubicMetres: { unit: '立方米', least: 0, most: 1_000_000 },
  pipeDiameterMillimetres: { unit: '毫米', above: 0, most: 3000 },
  serviceAreaSquareKilometres: { unit: '平方公里', above: 0, most: 100_000 },
  storedFoamTonnes: { unit: '吨', least: 0, most: 10_000 },
  headcount: { unit: '人', least: 0, most: 10_000 },
  onDuty: { unit: '人', least: 0, most: 10_000 },
  carriedTonnes: { unit: '吨', least: 0, most: 100 },
  workingHeightMetres: { unit: '米', above: 0, most: 150 },
});

/** Longest texts, in characters. */
export const textLengths = {
  source: 100,
  sourceId: 200,
  name: 200,
  definitionSource: 200,
  address: 200,
  responsiblePersonName: 60,
  responsiblePersonPhone: 30,
  contactPhone: 30,
  maintainer: 200,
  documentNumber: 100,
  authority: 200,
  designation: 100,
  placedAt: 200,
  remark: 500,
  reason: 500,
} as const;
