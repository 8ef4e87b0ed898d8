import { refusal } from '@huitong/contract';
import { pointColumns, textWithin, today, warnUscc } from '@huitong/kit';
import { upsertFormerName } from '../formerNames.js';
import type { MutationResolvers, UpsertEnterpriseInput } from '../generated/resolvers.js';
import { upsertInspection, upsertQuietPeriod, upsertQuota } from '../inspections.js';
import { writeAccident, writeDepartment, writeEnterprise } from '../loaders.js';
import { checkAccident } from '../rules/accidentInput.js';
import { dayOf } from '../rules/assistance.js';
import { acceptEscalations } from '../rules/escalations.js';
import { acceptWatchLists } from '../rules/watchLists.js';

/** Throws Refusal BAD_INPUT naming the place. */
function checkEnterprise(input: UpsertEnterpriseInput): void {
  textWithin(input.name, { at: 'input.name', most: 200 });
  textWithin(input.address, { at: 'input.address', most: 400 });
  textWithin(input.safetyManagerName, { at: 'input.safetyManagerName', most: 60 });
  textWithin(input.safetyManagerPhone, { at: 'input.safetyManagerPhone', most: 30 });
  textWithin(input.dishonestReason, { at: 'input.dishonestReason', most: 1000 });
  const { dishonestSince: since, dishonestUntil: until } = input;
  if (since && until && until < since) {
    const at = 'input.dishonestUntil';
    throw refusal('BAD_INPUT', { at, message: `${at}, ${until}, lies before the entry of ${since}.` });
  }
}

export const Mutation: MutationResolvers = {
  upsertEnterprise: async (_, { input }, context) => {
    const { location, source, watchLists, ...values } = input;
    checkEnterprise(input);
    warnUscc(context.notes, input.uscc, 'input.uscc');
    const point = pointColumns(location, context.notes, 'input.location');
    const row = {
      ...values,
      ...point,
      // Off the list: the rest of the entry goes with its day.
      ...(input.dishonestSince === null ? { dishonestUntil: null, dishonestReason: null } : {}),
      ...(watchLists === undefined
        ? {}
        : { watchLists: acceptWatchLists(watchLists ?? [], today(), 'input.watchLists') }),
      source: source ?? 'department',
    };
    const written = await writeEnterprise(context, row);
    return { enterprise: written.row, outcome: written.outcome };
  },

  upsertInspectionQuota: (_, { input }, context) => upsertQuota(context, input),
  upsertQuietPeriod: (_, { input }, context) => upsertQuietPeriod(context, input),
  upsertEnterpriseInspection: (_, { input }, context) => upsertInspection(context, input),
  upsertEnterpriseFormerName: (_, { input }, context) => upsertFormerName(context, input),

  upsertDepartment: async (_, { input }, context) => {
    const { source, ...values } = input;
    textWithin(input.name, { at: 'input.name', most: 200 });
    textWithin(input.sharingOfficerPhone, { at: 'input.sharingOfficerPhone', most: 30 });
    warnUscc(context.notes, input.uscc, 'input.uscc');
    warnUscc(context.notes, input.parentUscc, 'input.parentUscc');
    if (input.parentUscc === input.uscc) {
      const message = 'A department does not stand above itself.';
      throw refusal('BAD_INPUT', { at: 'input.parentUscc', message });
    }
    const written = await writeDepartment(context, { ...values, source: source ?? 'department' });
    return { department: written.row, outcome: written.outcome };
  },

  upsertAccident: async (_, { input }, context) => {
    const { location, source, escalations, lessons, ...values } = input;
    checkAccident(input, new Date().toISOString());
    warnUscc(context.notes, input.enterpriseUscc, 'input.enterpriseUscc');
    const point = pointColumns(location, context.notes, 'input.location');
    const row = {
      ...values,
      ...point,
      ...(escalations === undefined
        ? {}
        : {
            escalations: acceptEscalations(escalations ?? [], dayOf(input.occurredAt), 'input.escalations'),
          }),
      ...(lessons === undefined ? {} : { lessons: lessons ?? [] }),
      source: source ?? 'department',
    };
    const written = await writeAccident(context, row);
    return { accident: written.row, outcome: written.outcome };
  },
};
