import type { RewriteIr, SelectionIr } from '@huitong/engine/planning';
import type { FetchRewrite, RequiresSelection } from '@graphql-hive/router-query-planner';

/**
 * What a representation is made of. A condition on a fragment is not needed: where it does not hold its fields were not
 * asked for, and the engine leaves out what is not known.
 */
export function selectionIr(selection: RequiresSelection): SelectionIr {
  switch (selection.kind) {
    case 'InlineFragment':
      return { on: selection.typeCondition, selections: selection.selections.map(selectionIr) };
    case 'Field':
      return {
        field: selection.name,
        // Hive reads a required field under its name and sends it under its alias.
        ...(selection.alias === undefined ? {} : { as: selection.alias }),
        ...(selection.selections?.length ? { selections: selection.selections.map(selectionIr) } : {}),
      };
    case 'FragmentSpread':
      throw new Error('A requirement by the name of a fragment.');
  }
}

/** A condition on several types becomes a rewrite for each. */
export function rewriteIr(rewrite: FetchRewrite): RewriteIr[] {
  const { path, ...action } =
    'KeyRenamer' in rewrite
      ? { path: rewrite.KeyRenamer.path, rename: rewrite.KeyRenamer.renameKeyTo }
      : 'ValueSetter' in rewrite
        ? { path: rewrite.ValueSetter.path, set: rewrite.ValueSetter.setValueTo }
        : { path: rewrite.path, set: rewrite.setValueTo };
  let paths: string[][] = [[]];
  for (const step of path) {
    const steps = 'Key' in step ? [step.Key] : step.TypenameEquals.map((type) => `... on ${type}`);
    paths = paths.flatMap((before) => steps.map((one) => [...before, one]));
  }
  return paths.map((each) => ({ path: each, ...action }));
}
