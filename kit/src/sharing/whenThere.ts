/**
 * Goes on with a value at once where it is there, and only waits for one that is not: a column's value is there, and a
 * list of 500 rows need not wait 500 times.
 */
export const whenThere = (value: unknown, then: (value: unknown) => unknown): unknown =>
  value instanceof Promise ? value.then(then) : then(value);
