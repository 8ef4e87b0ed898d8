/** What the generator leaves out, because it is known to fail: see "Known limits" in docs/engine.md. */
export const exclusions = {
  /** Apollo's planner asks a subgraph for an external field where a chain of requirements comes back to it. */
  chainsOfRequirements: true,
  requiresWithArguments: false,
  fragmentsInMutations: false,
  contradictoryConditions: false,
  /** An error may be told below a null that another error beside it accounts for. */
  errorsOfSiblings: true,
};
