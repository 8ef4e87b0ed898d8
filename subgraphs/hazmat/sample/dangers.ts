import { type DemoDanger, demoHiddenDanger, type OwnedRow, Random, type SampleSize } from '@huitong/kit';

const seed = 20_260_506;

/** What dangers are found in, by kind of object. */
export interface DangerObjects {
  readonly MAJOR_HAZARD: readonly Partial<OwnedRow>[];
  readonly FILLING_STATION: readonly Partial<OwnedRow>[];
  readonly GAS_FILLING_STATION: readonly Partial<OwnedRow>[];
  readonly INDUSTRIAL_RISK_UNIT: readonly Partial<OwnedRow>[];
}

const findings: Readonly<Record<keyof DangerObjects, readonly string[]>> = {
  MAJOR_HAZARD: [
    '储罐紧急切断阀未投用',
    '可燃气体探测器超期未检',
    '防火堤有未封堵孔洞',
    '安全阀前手阀未铅封',
  ],
  FILLING_STATION: ['卸油口静电接地报警器失效', '油罐渗漏检测报警未处置'],
  GAS_FILLING_STATION: ['充装超期未检气瓶', '充装前后检查记录不全'],
  INDUSTRIAL_RISK_UNIT: ['除尘系统未设置泄爆装置', '有限空间未设置警示标识', '煤气报警器探头失灵'],
};

/** Hidden dangers in every state, half of them at major hazards; of a sequence of its own. */
export function dangerRows(size: SampleSize, objects: DangerObjects): DemoDanger[] {
  const random = new Random(seed);
  const types = Object.keys(findings) as (keyof DangerObjects)[];
  return Array.from({ length: size.count(240, 108) }, (_, index) => {
    const objectType =
      index % 2 ? 'MAJOR_HAZARD' : (types[Math.floor(index / 2) % types.length] ?? 'MAJOR_HAZARD');
    return demoHiddenDanger(random, {
      type: 'HazmatHiddenDanger',
      objectType,
      object: random.pick(objects[objectType]) as OwnedRow,
      index,
      descriptions: findings[objectType],
    });
  });
}
