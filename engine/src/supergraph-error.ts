/** A supergraph that cannot be used: the message says why, for the operator who supplied it. */
export class SupergraphError extends Error {
  override readonly name = 'SupergraphError';
}
