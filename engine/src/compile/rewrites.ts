import type { RewriteIr } from '../ir.js';
import type { TypeNames } from './type-names.js';

const ON = '... on ';

/** Whether what is done at an object depends on its type. */
export function dependOnType(rewrites: readonly RewriteIr[]): boolean {
  return rewrites.some(({ path }) => path[0]?.startsWith(ON));
}

/** The rewrites of one object, once its type is known (undefined: nobody knows, then every condition holds). */
export function ofType(
  rewrites: readonly RewriteIr[],
  typename: string | undefined,
  types: TypeNames,
): readonly RewriteIr[] {
  let open = rewrites;
  while (dependOnType(open)) {
    open = open.flatMap((rewrite) => {
      const [first = '', ...rest] = rewrite.path;
      if (!first.startsWith(ON)) return [rewrite];
      const applies = typename === undefined || types.under(first.slice(ON.length)).has(typename);
      return applies ? [{ ...rewrite, path: rest }] : [];
    });
  }
  return open;
}

/** What happens to a field itself, and what happens below it. */
export function ofField(rewrites: readonly RewriteIr[], name: string) {
  const mine = rewrites.filter(({ path }) => path[0] === name);
  return {
    here: mine.filter(({ path }) => path.length === 1),
    below: mine
      .filter(({ path }) => path.length > 1)
      .map((rewrite) => ({ ...rewrite, path: rewrite.path.slice(1) })),
  };
}
