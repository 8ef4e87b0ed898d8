import type { FieldShape, ObjectShape } from '../ir.js';
import { isRecord } from '../transport/response-shape.js';

type Path = (string | number)[];

/** Is told of each position whose value does not fit and became null. */
export type Misfit = (path: readonly (string | number)[]) => void;

/**
 * Copies from a subgraph's data what the operation asked for, and nothing else. A misfit (no list where one belongs, a
 * text where an object belongs, a type name that cannot stand there) becomes null: the executor asserts these, and one
 * subgraph's misfit would otherwise cost the answers of all the others. Leaf values are checked later, against the API
 * schema. The copy also keeps the executor, which merges in place, from modifying a transport's own objects.
 */
export function project(shape: ObjectShape, data: unknown, misfit: Misfit): Record<string, unknown> | null {
  const path: Path = [];
  return projectObject(shape, data, path, () => misfit([...path]));
}

/** `path` is one array, pushed and popped on the way: a copy per value would cost more than the projection itself. */
function projectObject(
  shape: ObjectShape,
  value: unknown,
  path: Path,
  misfit: () => void,
): Record<string, unknown> | null {
  if (!isRecord(value) || !isPossibleType(shape, value)) {
    misfit();
    return null;
  }
  // Without a prototype, so that a response name such as `constructor` is nothing but data.
  const copy = Object.create(null) as Record<string, unknown>;
  for (const field of shape.fields) {
    const { name, lists } = field;
    if (!Object.hasOwn(value, name) || value[name] === undefined) continue;
    path.push(name);
    copy[name] = lists === null ? value[name] : projectValue(field, lists, value[name], path, misfit);
    path.pop();
  }
  return copy;
}

function projectValue(
  field: FieldShape,
  lists: number,
  value: unknown,
  path: Path,
  misfit: () => void,
): unknown {
  if (value === null || value === undefined) return null;
  if (lists === 0) return field.object === null ? value : projectObject(field.object, value, path, misfit);
  if (!Array.isArray(value)) {
    misfit();
    return null;
  }
  return value.map((item, index) => {
    path.push(index);
    const projected = projectValue(field, lists - 1, item, path, misfit);
    path.pop();
    return projected;
  });
}

function isPossibleType(shape: ObjectShape, value: Record<string, unknown>): boolean {
  if (!Object.hasOwn(value, '__typename')) return true;
  const typename = value['__typename'];
  return typeof typename === 'string' && (shape.types === null || shape.types.includes(typename));
}
