import { getNamedType, type GraphQLSchema, isObjectType } from 'graphql';
import {
  type CatalogEntry,
  catalogOf,
  type FieldRule,
  joinRiskOf,
  type ShareAttribute,
} from '@huitong/contract';

/** A field that is dangerous beside others of its group (`@joinRisk`, 政务数据共享条例 art. 25). */
export interface RiskyField {
  /** `Type.field`. */
  readonly coordinate: string;
  readonly group: string;
  /** Most rows of which one department may put fields of the group together in a day. */
  readonly limit: number;
  readonly attribute: ShareAttribute;
  /** Whose lines provide it: to them it is no risk. */
  readonly catalog: CatalogEntry | null;
  /** Whether it is a point on the ground, which is rounded where another field would be refused. */
  readonly isPlace: boolean;
  /** Coordinates of its group, itself included. */
  readonly members: readonly string[];
  /** The least sensitive first. */
  readonly rank: number;
}

/** The groups of a supergraph, compiled once. */
export interface JoinRisks {
  /** The risky fields among the coordinates that an operation reads, or computes something from. */
  among(reads: ReadonlySet<string>): readonly RiskyField[];
}

const sensitivity: Readonly<Record<ShareAttribute, number>> = {
  UNCONDITIONAL: 0,
  CONDITIONAL: 1,
  NOT_SHARED: 2,
};

function statedFields(schema: GraphQLSchema, rules: ReadonlyMap<string, FieldRule>): RiskyField[] {
  const fields: RiskyField[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const risk = joinRiskOf(field);
      if (!risk) continue;
      const coordinate = `${type.name}.${field.name}`;
      const attribute = rules.get(coordinate)?.attribute ?? 'UNCONDITIONAL';
      const isPlace = getNamedType(field.type).name === 'Point';
      const catalog = catalogOf(type);
      fields.push({ coordinate, ...risk, attribute, catalog, isPlace, members: [], rank: 0 });
    }
  }
  const bySensitivity = [...fields].sort(
    (left, right) => sensitivity[left.attribute] - sensitivity[right.attribute],
  );
  return bySensitivity.map((field, rank) => {
    const members = fields.filter(({ group }) => group === field.group).map(({ coordinate }) => coordinate);
    return { ...field, members, rank };
  });
}

/** Fields that tell another one: what is computed from it, and the distance of an edge, which tells where its node is. */
function tellingFields(
  schema: GraphQLSchema,
  stated: readonly RiskyField[],
  required: ReadonlyMap<string, ReadonlySet<string>>,
): [string, RiskyField][] {
  const byCoordinate = new Map(stated.map((field) => [field.coordinate, field]));
  const computed = [...required].flatMap(([coordinate, sources]) =>
    [...sources].flatMap((source): [string, RiskyField][] => {
      const field = byCoordinate.get(source);
      return field ? [[coordinate, field]] : [];
    }),
  );
  const distances = stated.flatMap((field): [string, RiskyField][] => {
    const edge = schema.getType(`${field.coordinate.split('.', 1)[0]}Edge`);
    const tells = field.isPlace && isObjectType(edge) && edge.getFields()['distanceMetres'];
    return tells ? [[`${edge.name}.distanceMetres`, field]] : [];
  });
  return [
    ...stated.map((field): [string, RiskyField] => [field.coordinate, field]),
    ...computed,
    ...distances,
  ];
}

/**
 * Compiles the groups of `@joinRisk`.
 * @param required what each field is computed from, `Type.field` both.
 */
export function compileJoinRisks(
  schema: GraphQLSchema,
  rules: ReadonlyMap<string, FieldRule>,
  required: ReadonlyMap<string, ReadonlySet<string>>,
): JoinRisks {
  const told = tellingFields(schema, statedFields(schema, rules), required);
  const none: readonly RiskyField[] = [];
  return {
    among(reads) {
      const found = told.flatMap(([coordinate, field]) => (reads.has(coordinate) ? [field] : []));
      return found.length === 0 ? none : [...new Set(found)].sort((left, right) => left.rank - right.rank);
    },
  };
}
