import type { Target } from '../compile/layout.js';
import type { ProjectionSink, Sharing } from '../compile/project.js';
import { MAX_ERRORS } from '../transport/response-shape.js';
import { TransportError, type SubgraphResponse } from '../transport/transport.js';
import type { CallPart, CompiledRequest } from './subgraph-call.js';

/** A value that did not fit: of which part and target, and where below it. */
export interface Misfit {
  readonly part: CallPart;
  readonly target: number;
  readonly path: readonly (string | number)[];
}

class Misfits implements ProjectionSink, Sharing {
  readonly path: (string | number)[] = [];
  readonly found: Misfit[] = [];
  readonly shared: Set<unknown>;
  part: CallPart | null = null;
  target = 0;

  readonly mayShare: boolean;

  constructor(shared: Set<unknown>, mayShare: boolean) {
    this.shared = shared;
    this.mayShare = mayShare;
  }

  misfit(depth: number): void {
    if (this.found.length >= MAX_ERRORS) return;
    this.found.push({ part: this.part!, target: this.target, path: this.path.slice(0, depth) });
  }
}

/**
 * `_entities` must answer representation by representation: one entity too many would be merged into another.
 *
 * @throws TransportError MALFORMED
 */
export function checkEntities(
  { subgraph, text }: CompiledRequest,
  parts: readonly CallPart[],
  data: unknown,
): void {
  if (data === null || data === undefined) return;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    if (part.fetch.represent === null) continue;
    const entities = entitiesOf(data, text.names[index]!);
    if (entities === null) continue;
    if (!Array.isArray(entities) || entities.length !== part.representations.length) {
      throw new TransportError('MALFORMED', subgraph, { detail: 'not one entity for each representation' });
    }
  }
}

function entitiesOf(data: unknown, name: string): unknown {
  return (data as Record<string, unknown>)[name];
}

/** Merges an answer that {@link checkEntities} let pass into the targets that asked; returns what did not fit. */
export function mergeAnswer(
  { text }: CompiledRequest,
  parts: readonly CallPart[],
  { data, shared, mayShare }: { data: SubgraphResponse['data']; shared: Set<unknown>; mayShare: boolean },
): readonly Misfit[] {
  const sink = new Misfits(shared, mayShare);
  if (data === null || data === undefined) return sink.found;
  for (let index = 0; index < parts.length; index += 1) {
    const part = (sink.part = parts[index]!);
    if (part.fetch.represent === null) {
      mergeRoots(part, data, sink);
      continue;
    }
    const entities = entitiesOf(data, text.names[index]!) as unknown[] | null;
    if (entities !== null) mergeEntities(part, entities, sink);
  }
  return sink.found;
}

function mergeRoots({ targets, fetch }: CallPart, data: unknown, sink: Misfits): void {
  for (let each = 0; each < targets.length; each += 1) {
    sink.target = each;
    fetch.projector.project(data, targets[each]!, sink);
  }
}

/** What one entity brings is made once and shared by all that asked for it; what did not fit is told of each. */
function mergeEntities(
  { targets, asked, fetch }: CallPart,
  entities: readonly unknown[],
  sink: Misfits,
): void {
  const firsts: (Target | undefined)[] = [];
  const mayShare = sink.mayShare && targets.length > entities.length;
  for (let each = 0; each < targets.length; each += 1) {
    const number = asked[each]!;
    const value = entities[number];
    if (value === null || value === undefined) continue;
    sink.target = each;
    const target = targets[each]!;
    const first = firsts[number];
    if (first !== undefined) {
      fetch.projector.share(value, target, first, sink);
      continue;
    }
    const before = sink.found.length;
    fetch.projector.project(value, target, sink);
    if (mayShare && sink.found.length === before) firsts[number] = target;
  }
}

/** Entities that were found, of all parts; undefined where none were asked for. */
export function countRows(
  { text }: CompiledRequest,
  parts: readonly CallPart[],
  { data }: SubgraphResponse,
): number | undefined {
  let rows: number | undefined;
  for (let index = 0; index < parts.length; index += 1) {
    // Of parts that share an answer the first counts it.
    if (parts[index]!.fetch.represent === null || text.representations[index] === null) continue;
    const entities = data ? entitiesOf(data, text.names[index]!) : null;
    if (!Array.isArray(entities)) continue;
    rows ??= 0;
    for (const entity of entities) if (entity !== null) rows += 1;
  }
  return rows;
}
