import { isErrorCode, refusal, type ErrorCode, type Warning } from '@huitong/contract';
import type { FetchRecord } from '@huitong/engine';
import type { GatewayDenied } from '../sharing/denials.js';
import { denialRefusal } from '../sharing/denialRefusal.js';
import type { PermittedOperation } from '../sharing/reductions.js';
import type { Served } from '../served.js';
import { formatRefusal, type FormattedError, type Path } from './formatted.js';

const maximumNotes = 200;

/** A row whose content another department disputes. */
export interface Disputed {
  readonly path?: Path;
  readonly caseId: string;
}

function entries(fetch: FetchRecord, name: string): Record<string, unknown>[] {
  const value = fetch.extensions?.[name];
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
}

function pathIn(note: Record<string, unknown>): Path | null {
  const path = note['path'];
  const isPath =
    Array.isArray(path) && path.every((step) => typeof step === 'string' || typeof step === 'number');
  return isPath ? (path as Path) : null;
}

/**
 * Where a subgraph's note stands in the gateway's answer. A root fetch's path is the answer's own. Of an entity
 * fetch only the place is known up to the first list, because the subgraph counts its entities without knowing
 * where each of them goes.
 */
export function responsePath(fetch: FetchRecord, note: Path | null): Path | undefined {
  // One request can ask for entities of several places, each under a name of its own.
  const part = fetch.parts?.find(({ name }) => name === note?.[0]);
  const path = part?.path ?? fetch.path;
  const isEntity = part !== undefined || note?.[0] === '_entities';
  if (path.length === 0) return note && !isEntity ? note : undefined;
  const list = path.findIndex((step) => /^@|\|/.test(String(step)));
  if (list >= 0) return list === 0 ? undefined : path.slice(0, list);
  return note && isEntity ? [...path, ...note.slice(2)] : path;
}

const place = (path: Path | undefined) => (path ? { path } : {});

/** Warnings of all subgraphs, with the place in this answer. */
export function collectWarnings(fetches: readonly FetchRecord[]): Warning[] {
  const warnings = fetches.flatMap((fetch) =>
    entries(fetch, 'warnings').flatMap((note): Warning[] => {
      const { code, message, at } = note;
      if (!isErrorCode(code) || typeof message !== 'string') return [];
      return [
        {
          code,
          message: message.slice(0, 300),
          ...place(responsePath(fetch, pathIn(note))),
          ...(typeof at === 'string' ? { at: at.slice(0, 200) } : {}),
        },
      ];
    }),
  );
  return warnings.slice(0, maximumNotes);
}

/** Marks of disputed rows of all subgraphs, with the place in this answer. */
export function collectDisputed(fetches: readonly FetchRecord[]): Disputed[] {
  const disputed = fetches.flatMap((fetch) =>
    entries(fetch, 'disputed').flatMap((note): Disputed[] => {
      const { caseId } = note;
      if (typeof caseId !== 'string') return [];
      return [{ ...place(responsePath(fetch, pathIn(note))), caseId: caseId.slice(0, 200) }];
    }),
  );
  return disputed.slice(0, maximumNotes);
}

interface GatewayDenials {
  readonly refused: readonly GatewayDenied[];
  readonly places: ReadonlyMap<string, Path>;
  readonly reduction: Pick<PermittedOperation, 'denials'>;
}

/** Types kept back by directives that were met although nothing but their name was asked. */
function metUnasked({ refused, places, reduction }: GatewayDenials): GatewayDenied[] {
  const rows = reduction.denials.directives?.rows;
  if (!rows || places.size === 0) return [];
  const asked = new Set(refused.map(({ coordinate }) => coordinate));
  return [...places.keys()].flatMap((coordinate) =>
    asked.has(coordinate) ? [] : (rows.get(coordinate) ?? []),
  );
}

/** One error for each coordinate that the gateway or a subgraph refused, whatever number of rows it touched. */
export function denialErrors(
  denials: GatewayDenials,
  fetches: readonly FetchRecord[],
  served: Served,
): FormattedError[] {
  const errors = new Map<string, FormattedError>();
  for (const denied of [...denials.refused, ...metUnasked(denials)]) {
    const refused = denialRefusal(denied);
    const error = formatRefusal(refused, denials.places.get(denied.coordinate));
    errors.set(`${refused.code} ${denied.coordinate}`, error);
  }
  for (const fetch of fetches) {
    for (const note of entries(fetch, 'denied')) {
      const { coordinate, code } = note;
      if (typeof coordinate !== 'string' || !isErrorCode(code) || errors.has(`${code} ${coordinate}`))
        continue;
      const path = responsePath(fetch, pathIn(note));
      errors.set(`${code} ${coordinate}`, formatRefusal(subgraphDenial(served, coordinate, code), path));
    }
  }
  return [...errors.values()].slice(0, maximumNotes);
}

function subgraphDenial(served: Served, coordinate: string, code: ErrorCode) {
  const rule = served.policy?.ruleOf(coordinate);
  const catalog = rule?.catalog ?? null;
  if (code === 'FIELD_NOT_SHARED') {
    return denialRefusal({ coordinate, attribute: rule?.attribute ?? 'CONDITIONAL', catalog });
  }
  return refusal(code, { at: coordinate, facts: { coordinate, entry: catalog?.entry ?? null } });
}
