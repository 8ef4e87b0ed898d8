import { fetchRows, type Asking, type Withheld } from '../export/fetchRows.js';

/** A data item (数据项) of an entry, as the graph gives it. */
export interface CatalogueItem {
  readonly coordinate: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly type: string;
  readonly attribute: string;
  readonly purposes: readonly string[];
  readonly basis: string | null;
  readonly mask: string | null;
  readonly withdrawnInVersion: number | null;
}

/** An entry of the catalogue (目录), as the graph gives it. */
export interface CatalogueEntry {
  readonly entry: string;
  readonly typeName: string;
  readonly name: string;
  readonly description: string | null;
  readonly providers: readonly string[];
  readonly format: string;
  readonly updateFrequency: string;
  readonly attribute: string;
  readonly purposes: readonly string[];
  readonly basis: string | null;
  readonly mode: string;
  readonly conditions: string | null;
  readonly grade: string;
  readonly version: number;
  readonly changedAt: string;
  readonly state: string;
  readonly publishedAt: string | null;
  readonly updateDueAt: string;
  readonly reviewDueAt: string;
  readonly items: readonly CatalogueItem[];
}

// Demonstration entries describe nothing: they are not filed.
const query = `query catalogue($line: DepartmentLine, $first: Int, $after: String) {
  catalogEntries(where: { synthetic: false, provider: $line }, first: $first, after: $after) {
    nodes {
      entry typeName name description providers format updateFrequency attribute purposes basis mode conditions grade
      version changedAt state publishedAt updateDueAt reviewDueAt
      items { coordinate title description type attribute purposes basis mask withdrawnInVersion }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/**
 * The catalogue as the graph has it, by the id of its entries.
 * @param asking `line` among its variables for the entries of one line
 * @throws Refusal GATEWAY_UNREACHABLE, EXPORT_FAILED, EXPORT_INCOMPLETE
 */
export async function fetchCatalogue(asking: Asking): Promise<CatalogueEntry[]> {
  const withheld: Withheld = { fields: new Map(), missing: new Set() };
  const part = { query: [query], rows: 'catalogEntries', constants: {} };
  const entries: CatalogueEntry[] = [];
  for await (const row of fetchRows(part, asking, withheld)) entries.push(row as CatalogueEntry);
  return entries;
}
