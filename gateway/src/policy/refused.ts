import type { SubgraphError } from '@huitong/engine';

/** Throws when `sharing` answered with an error, with its code alone: its text is for its own log. */
export function throwRefused(errors: readonly SubgraphError[]): void {
  const [first] = errors;
  if (!first) return;
  const code = first.extensions?.['code'];
  throw new Error(`sharing refused: ${typeof code === 'string' ? code : 'no code'}`);
}
