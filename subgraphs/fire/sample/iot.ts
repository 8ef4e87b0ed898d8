import type { Random } from '@huitong/kit';
import type { FireEvent } from '../src/entities/fireEvent.js';
import type { FireIotDevice } from '../src/entities/fireIotDevice.js';
import type { FireStatusReport } from '../src/entities/fireStatusReport.js';
import type {
  FireEventConfirmation,
  FireEventKind,
  FireStatusLevel,
  FireSystemType,
} from '../src/generated/resolvers.js';
import { encodeStatus, statusChange } from '../src/rules/statusWord.js';
import { daysAgo, hoursAgo, rowRandom } from './places.js';
import { unitOf, type UnitRow } from './units.js';

const seed = 20_260_720;

interface Model {
  readonly called: string;
  readonly level: FireStatusLevel;
  readonly system: FireSystemType;
  readonly componentType: number | null;
  /** States that it may report beside a fire alarm. */
  readonly states: readonly FireEventKind[];
}
const models: readonly Model[] = [
  {
    called: '点型光电感烟火灾探测器',
    level: 'COMPONENT',
    system: 'FIRE_ALARM',
    componentType: 42,
    states: ['FAULT', 'SHIELD'],
  },
  {
    called: '手动火灾报警按钮',
    level: 'COMPONENT',
    system: 'FIRE_ALARM',
    componentType: 23,
    states: ['FAULT', 'FEEDBACK'],
  },
  {
    called: '火灾报警控制器',
    level: 'SYSTEM',
    system: 'FIRE_ALARM',
    componentType: 1,
    states: ['MAIN_POWER', 'BACKUP_POWER', 'BUS', 'MANUAL', 'CONFIGURATION', 'RESET', 'DELAY'],
  },
  {
    called: '喷淋泵',
    level: 'COMPONENT',
    system: 'SPRINKLER',
    componentType: 95,
    states: ['ACTUATION', 'FEEDBACK', 'SUPERVISE'],
  },
  {
    called: '消火栓系统信息采集装置',
    level: 'SYSTEM',
    system: 'HYDRANT',
    componentType: null,
    states: ['SUPERVISE', 'FAULT', 'MANUAL'],
  },
];

interface Word {
  readonly at: string;
  readonly bits: number;
}

/** A device of a number with the words that it has sent: it came up, something happened, mostly it passed. */
function deviceOf(index: number, units: number) {
  const random = rowRandom(seed, index);
  const unit = unitOf((index * 7) % units).row;
  const model = models[index % models.length] as Model;
  const { level } = model;
  const word = (kinds: readonly FireEventKind[], underTest = false) =>
    encodeStatus(level, { underTest, kinds, reserved: [] });
  const underTest = random.chance(0.15);
  const hours = random.decimal(2, 700, 2);
  const words: Word[] = [{ at: hoursAgo(800 + random.integer(0, 4000)), bits: word([]) }];
  if (random.chance(0.55)) {
    const alarm: FireEventKind[] = random.chance(0.6) ? ['FIRE_ALARM'] : [];
    const kinds = [...alarm, random.pick(model.states)];
    words.push({ at: hoursAgo(hours), bits: word(kinds, underTest) });
    if (random.chance(0.9))
      words.push({ at: hoursAgo(hours - random.decimal(0.05, 1.5, 2)), bits: word([]) });
  }
  const last = words.at(-1) as Word;
  const row = {
    ...ownedBy(random, unit, `fire-device-${index}`),
    fireUnitId: unit.id,
    name: `${model.called}${String(index + 1).padStart(5, '0')}`,
    level,
    system: model.system,
    componentType: model.componentType,
    placedAt: `${random.integer(1, 6)}层${random.pick(['走道', '大厅', '泵房', '消防控制室', '楼梯间'])}`,
    installedOn: daysAgo(random.integer(300, 2500)),
    statusBits: last.bits,
    statusAt: last.at,
  } satisfies Partial<FireIotDevice>;
  return { row, words, random };
}

const ownedBy = (
  random: Random,
  of: Pick<UnitRow, 'ownerDepartment' | 'divisionCode'>,
  sourceId: string,
) => ({
  id: random.uuid(),
  ownerDepartment: of.ownerDepartment,
  divisionCode: of.divisionCode,
  source: 'sample',
  sourceId,
  synthetic: true,
});

/** Devices from the first to the last number. */
export function* devices(count: number, units: number): Iterable<Partial<FireIotDevice>> {
  for (let index = 0; index < count; index += 1) yield deviceOf(index, units).row;
}

/** Every word that the devices have sent. */
export function* statusReports(count: number, units: number): Iterable<Partial<FireStatusReport>> {
  for (let index = 0; index < count; index += 1) {
    const { row, words, random } = deviceOf(index, units);
    for (const [at, word] of words.entries()) {
      yield {
        ...ownedBy(random, row, `${row.sourceId}-word-${at}`),
        fireIotDeviceId: row.id,
        at: word.at,
        statusBits: word.bits,
      };
    }
  }
}

/** What became of the alarms: most were false, a few were fires, one in six nobody has answered yet. */
const answers: readonly FireEventConfirmation[] = [
  ...(['FALSE', 'FALSE', 'FALSE', 'FALSE', 'FALSE', 'FALSE', 'FALSE'] as const),
  ...(['TRUE_FIRE', 'TEST', 'DRILL', 'UNCONFIRMED', 'UNCONFIRMED'] as const),
];

function confirmation(random: Random, owner: string, from: Word) {
  const confirmed = random.pick(answers);
  if (confirmed === 'UNCONFIRMED')
    return { confirmed, confirmedAt: null, confirmedBy: null, confirmations: [] };
  const at = new Date(Date.parse(from.at) + random.integer(1, 50) * 60_000).toISOString();
  const entry = { at, by: owner, from: 'UNCONFIRMED' as const, to: confirmed, reason: null };
  return { confirmed, confirmedAt: at, confirmedBy: owner, confirmations: [entry] };
}

const unconfirmable = { confirmed: null, confirmedAt: null, confirmedBy: null, confirmations: [] };

/** The events that began with those words, and some duty checks. */
export function* events(count: number, units: number): Iterable<Partial<FireEvent>> {
  for (let index = 0; index < count; index += 1) {
    const { row, words } = deviceOf(index, units);
    const random = rowRandom(seed + 1, index);
    const common = { fireUnitId: row.fireUnitId, fireIotDeviceId: row.id };
    for (const [at, word] of words.entries()) {
      const { begun, underTest } = statusChange(row.level, words[at - 1]?.bits ?? null, word.bits);
      for (const kind of begun) {
        const alarm = kind === 'FIRE_ALARM';
        yield {
          ...ownedBy(random, row, `${row.sourceId}-${at}-${kind}`),
          ...common,
          kind,
          occurredAt: word.at,
          endedAt: words[at + 1]?.at ?? null,
          underTest,
          ...(alarm ? confirmation(random, row.ownerDepartment, word) : unconfirmable),
        };
      }
    }
    if (index % 25 === 0) {
      const at = hoursAgo(random.integer(24, 600));
      yield {
        ...ownedBy(random, row, `${row.sourceId}-inspect`),
        ...common,
        kind: 'INSPECT',
        occurredAt: at,
        endedAt: at,
        underTest: null,
        ...unconfirmable,
      };
    }
  }
}
