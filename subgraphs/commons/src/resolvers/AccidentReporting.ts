import type { AccidentReportingResolvers } from '../generated/resolvers.js';
import {
  forwardDueAt,
  forwardingVerdict,
  minutesLate,
  reportDueAt,
  reportingVerdict,
} from '../rules/accidentReporting.js';

const now = () => new Date().toISOString();

export const AccidentReporting: AccidentReportingResolvers = {
  reportDueAt: (row) => reportDueAt(row),
  minutesLate: (row) => minutesLate(row),
  verdict: (row) => reportingVerdict(row, now()),
  forwardDueAt: (row) => forwardDueAt(row),
  forwardVerdict: (row) => forwardingVerdict(row, now()),
  finding: ({ reportingFinding }) => reportingFinding,
};
