import { type Position, sealCursor } from './cursors.js';

/** A row of a page, with its cursor and, in a `near` list, its distance over the ground in metres. */
export interface Edge<Row> {
  readonly node: Row;
  readonly cursor: string;
  readonly distanceMetres: number | null;
}

/** One page of a list, in the shape of the schema's connections. */
export interface Connection<Row> {
  readonly edges: Edge<Row>[];
  readonly nodes: Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  /** Rows of the whole list that the caller may see; counted only when it is asked for. */
  readonly totalCount: number | null;
}

/** A row as a list's statement returns it. */
export type Found<Row> = Row & { readonly sortValue: Position['value']; readonly metres: number | null };

const roundMetres = (metres: number | null) => (metres === null ? null : Math.round(metres * 10) / 10);

/** A page may be asked for its count under many aliases; it is counted once. */
export function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= work());
}

/** Makes a page of rows; one row more than its size tells that more follow. */
export function connectionOf<Row extends object>(
  found: readonly Found<Row>[],
  of: { size: number; identity: string; key: string; count: (() => Promise<number>) | null },
): Connection<Row> {
  const edges = found.slice(0, of.size).map((row) => ({
    node: row,
    distanceMetres: roundMetres(row.metres),
    get cursor() {
      return sealCursor({ value: row.sortValue, id: String(row[of.key as keyof Row]) }, of.identity);
    },
  }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: found.length > of.size,
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    // graphql-js awaits the promise; a page that does not ask for the count does not pay for it.
    get totalCount() {
      return (of.count?.() ?? null) as unknown as number | null;
    },
  };
}
