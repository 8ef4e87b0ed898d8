/** Where a resolver stands in its answer, as graphql-js links it. */
interface LinkedPath {
  readonly prev: LinkedPath | undefined;
  readonly key: string | number;
}

/** The response path of a resolver, from the root. */
export function pathOf(path: LinkedPath | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at; at = at.prev) keys.unshift(at.key);
  return keys;
}
