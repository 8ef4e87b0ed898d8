import type { ErrorCode } from '@huitong/contract';
import type { SubgraphError } from '@huitong/engine';

/** Codes that say that a report itself is at fault; every other may be over at the next try. */
const ofContent: readonly ErrorCode[] = [
  'BAD_INPUT',
  'USCC_MALFORMED',
  'DIVISION_UNKNOWN',
  'VARIABLE_INVALID',
];

/** What a subgraph refused the gateway itself, by its code alone: its text is for its own log. */
export class GatewayRefused extends Error {
  constructor(
    subgraph: string,
    readonly code: string | null,
  ) {
    super(`${subgraph} refused: ${code ?? 'no code'}`);
    this.name = 'GatewayRefused';
  }

  /** Whether it is what was said that is refused, so that saying it again would be refused again. */
  get isOfContent(): boolean {
    return (ofContent as readonly (string | null)[]).includes(this.code);
  }
}

/** Throws GatewayRefused when a subgraph answered the gateway with an error. */
export function throwRefused(errors: readonly SubgraphError[], subgraph = 'sharing'): void {
  const [first] = errors;
  if (!first) return;
  const code = first.extensions?.['code'];
  throw new GatewayRefused(subgraph, typeof code === 'string' ? code : null);
}
