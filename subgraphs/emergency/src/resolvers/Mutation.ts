import { refusal } from '@huitong/contract';
import { pointColumns, textWithin, warnUscc, within } from '@huitong/kit';
import type { Channel } from '../entities/rescueTeam.js';
import type {
  CommsChannelInput,
  InputMaybe,
  MutationResolvers,
  UpsertRescueTeamInput,
} from '../generated/resolvers.js';
import { writeRescueTeam } from '../loaders.js';
import { acceptGradings } from '../rules/gradings.js';

const telephone = /^\+?[0-9][0-9-]{1,22}[0-9]$/;
const mostChannels = 20;

function checkTeam(input: UpsertRescueTeamInput): void {
  textWithin(input.source, { at: 'input.source', most: 100 });
  textWithin(input.sourceId, { at: 'input.sourceId', most: 200 });
  textWithin(input.name, { at: 'input.name', most: 200 });
  textWithin(input.contactName, { at: 'input.contactName', most: 100 });
  within(input.headcount, { at: 'input.headcount', least: 0, most: 100_000 });
  within(input.onDuty, { at: 'input.onDuty', least: 0, most: input.headcount ?? 100_000 });
  if (input.sponsorEnterpriseUscc && input.sponsorDepartmentUscc) {
    const message = 'A team is kept by an enterprise or by a department, not by both.';
    throw refusal('BAD_INPUT', { at: 'input.sponsorDepartmentUscc', message });
  }
  if (input.contactPhone && !telephone.test(input.contactPhone)) {
    throw refusal('BAD_INPUT', { at: 'input.contactPhone', message: 'This is not a telephone number.' });
  }
}

/** An explicit null empties the list; an absent list stays as it is. */
function channels(given: InputMaybe<readonly CommsChannelInput[]> | undefined): Channel[] | undefined {
  if (given === undefined) return undefined;
  const list = given ?? [];
  if (list.length > mostChannels) {
    const message = `A team has at most ${mostChannels} channels, not ${list.length}.`;
    throw refusal('BAD_INPUT', { at: 'input.commsChannels', message });
  }
  return list.map(({ type, callSign = null, frequencyBand = null }, index) => {
    const at = `input.commsChannels.${index}`;
    textWithin(callSign, { at: `${at}.callSign`, most: 50 });
    textWithin(frequencyBand, { at: `${at}.frequencyBand`, most: 50 });
    // In the order in which jsonb keeps them, so that the same channels count as unchanged.
    return { type, callSign, frequencyBand };
  });
}

export const Mutation: MutationResolvers = {
  upsertRescueTeam: async (_, { input }, context) => {
    checkTeam(input);
    const { location, source, specialties, gradings, commsChannels, ...values } = input;
    warnUscc(context.notes, input.sponsorEnterpriseUscc, 'input.sponsorEnterpriseUscc');
    warnUscc(context.notes, input.sponsorDepartmentUscc, 'input.sponsorDepartmentUscc');
    const point = pointColumns(location, context.notes, 'input.location');
    const reachable = channels(commsChannels);
    const row = {
      ...values,
      ...point,
      source: source ?? 'department',
      ...(specialties === undefined ? {} : { specialties: [...new Set(specialties)] }),
      ...(gradings === undefined ? {} : { gradings: acceptGradings(gradings ?? [], 'input.gradings') }),
      ...(reachable === undefined ? {} : { commsChannels: reachable }),
    };
    const written = await writeRescueTeam(context, row);
    return { rescueTeam: written.row, outcome: written.outcome };
  },
};
