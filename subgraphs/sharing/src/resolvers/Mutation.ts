import type { Moved } from '@huitong/kit';
import { liftRevocation, revoke, setEmergencyRule } from '../administration.js';
import { moveCatalogEntry } from '../catalogueMoves.js';
import { answer } from '../answers.js';
import { apply, moveApplication, supplement } from '../applications.js';
import { moveDispute, raiseDispute } from '../disputes.js';
import { recordEmergencyAccess } from '../emergencyAccess.js';
import { proveDisposal } from '../emergencyDisposals.js';
import type { MutationResolvers } from '../generated/resolvers.js';
import { moveGrant } from '../grants.js';
import { recordUsage, reportUse } from '../usage.js';
import { moveVerification, requestVerification } from '../verification.js';

/** The parts of a payload that every move has. */
const madeMove = ({ event, repeated }: Pick<Moved<unknown>, 'event' | 'repeated'>) => ({ event, repeated });

export const Mutation: MutationResolvers = {
  applyForSharing: async (_, { input }, context) => {
    const { row, outcome } = await apply(context, input);
    return { application: row, outcome };
  },
  supplementSharingApplication: async (_, { input }, context) => {
    const moved = await supplement(context, input);
    return { application: moved.row, ...madeMove(moved) };
  },
  answerSharingApplication: async (_, { input }, context) => {
    const answered = await answer(context, input);
    return { application: answered.row, grant: answered.grant, ...madeMove(answered) };
  },
  moveSharingApplication: async (_, { input }, context) => {
    const moved = await moveApplication(context, input);
    return { application: moved.row, ...madeMove(moved) };
  },
  moveSharingGrant: async (_, { input }, context) => {
    const moved = await moveGrant(context, input);
    return { grant: moved.row, ...madeMove(moved) };
  },
  requestVerification: async (_, { input }, context) => {
    const { row, outcome } = await requestVerification(context, input);
    return { verificationCase: row, outcome };
  },
  moveVerificationCase: async (_, { input }, context) => {
    const moved = await moveVerification(context, input);
    return { verificationCase: moved.row, ...madeMove(moved) };
  },
  raiseSharingDispute: async (_, { input }, context) => {
    const { row, outcome } = await raiseDispute(context, input);
    return { dispute: row, outcome };
  },
  moveSharingDispute: async (_, { input }, context) => {
    const moved = await moveDispute(context, input);
    return { dispute: moved.row, ...madeMove(moved) };
  },
  reportSharingUse: async (_, { input }, context) => {
    const { row, outcome } = await reportUse(context, input);
    return { useReport: row, outcome };
  },
  revoke: async (_, { input }, context) => {
    const { row, outcome } = await revoke(context, input);
    return { revocation: row, outcome };
  },
  liftRevocation: async (_, { input }, context) => {
    const { row, outcome } = await liftRevocation(context, input);
    return { revocation: row, outcome };
  },
  setEmergencyRule: async (_, { input }, context) => {
    const { row, outcome } = await setEmergencyRule(context, input);
    return { emergencyRule: row, outcome };
  },
  moveCatalogEntry: async (_, { input }, context) => {
    const moved = await moveCatalogEntry(context, input);
    return { catalogEntry: moved.row, ...madeMove(moved) };
  },
  proveEmergencyDisposal: async (_, { input }, context) => {
    const { row, outcome } = await proveDisposal(context, input);
    return { emergencyDisposal: row, outcome };
  },
  recordEmergencyAccess: (_, { records }, context) => recordEmergencyAccess(context, records),
  recordSharingUsage: (_, { records }, context) => recordUsage(context, records),
};
