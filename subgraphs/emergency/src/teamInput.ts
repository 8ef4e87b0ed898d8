import { textWithin, within } from '@huitong/kit';
import type { UpsertRescueTeamInput } from './generated/resolvers.js';
import { acceptGradings } from './rules/gradings.js';
import { inOrder, listWithin } from './writing.js';

/**
 * The lists of a rescue team, which no file has. Throws Refusal BAD_INPUT naming the place: a text too long, an
 * agreement that ends before it began.
 */
export function checkTeam(input: UpsertRescueTeamInput): void {
  listWithin(input.commsChannels, { at: 'input.commsChannels', most: 20 }, (channel, at) => {
    textWithin(channel.callSign, { at: `${at}.callSign`, most: 50 });
    textWithin(channel.frequencyBand, { at: `${at}.frequencyBand`, most: 50 });
  });
  listWithin(input.vehicles, { at: 'input.vehicles', most: 50 }, (vehicle, at) => {
    textWithin(vehicle.name, { at: `${at}.name`, most: 100 });
    within(vehicle.count, { at: `${at}.count`, least: 1, most: 1000 });
  });
  listWithin(input.agreements, { at: 'input.agreements', most: 100 }, (agreement, at) => {
    textWithin(agreement.mineId, { at: `${at}.mineId`, most: 100 });
    inOrder(agreement, 'signedOn', 'expiresOn', { order: 'after', at });
  });
}

/** The lists of a team in the form in which they are stored, so that the same ones written again are unchanged. */
export function teamLists(input: UpsertRescueTeamInput) {
  const { specialties, gradings, commsChannels, agreements } = input;
  return {
    ...(specialties && { specialties: [...new Set(specialties)] }),
    ...(gradings && { gradings: acceptGradings(gradings, 'input.gradings') }),
    ...(commsChannels && {
      commsChannels: commsChannels.map(({ type, callSign = null, frequencyBand = null }) => ({
        type,
        callSign,
        frequencyBand,
      })),
    }),
    ...(agreements && {
      agreements: agreements.map(({ enterpriseUscc, mineId = null, signedOn = null, expiresOn = null }) => ({
        enterpriseUscc,
        mineId,
        signedOn,
        expiresOn,
      })),
    }),
  };
}
