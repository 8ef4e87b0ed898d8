import { ownedFields } from '@huitong/kit';
import type { FireIotDeviceResolvers } from '../generated/resolvers.js';
import { eventsOf } from '../lists.js';
import { componentTypeName, systemCode } from '../rules/codes.js';
import { decodeStatus } from '../rules/statusWord.js';

export const FireIotDevice: FireIotDeviceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireIotDeviceById.load(id),
  ...ownedFields,
  fireUnit: (device, _, { loaders }) => loaders.fireUnitById.load(device.fireUnitId),
  systemCode: ({ system }) => systemCode(system),
  componentTypeCode: ({ componentType }) => componentType,
  componentTypeName: ({ componentType }) => componentTypeName(componentType),
  activeKinds: ({ level, statusBits }) =>
    statusBits === null ? null : [...decodeStatus(level, statusBits).kinds],
  underTest: ({ level, statusBits }) =>
    statusBits === null ? null : decodeStatus(level, statusBits).underTest,
  events: (device, args, context) => eventsOf(context, { property: 'fireIotDeviceId', id: device.id }, args),
};
