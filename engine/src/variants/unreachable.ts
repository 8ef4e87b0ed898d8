import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { type Hidden, machinery } from './hidden.js';

/** Hides the types that nothing visible leads to from the roots. */
export function hideUnreachable(schema: GraphQLSchema, hidden: Hidden): void {
  const reached = new Set<string>();
  const open: GraphQLNamedType[] = [];
  const reach = (type: GraphQLNamedType | null | undefined): void => {
    if (!type || reached.has(type.name) || hidden.types.has(type.name)) return;
    reached.add(type.name);
    open.push(type);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    reach(root);
  for (let type = open.pop(); type; type = open.pop()) {
    if (isAbstractType(type)) schema.getPossibleTypes(type).forEach(reach);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        const coordinate = `${type.name}.${field.name}`;
        if (hidden.members.has(coordinate)) continue;
        reach(getNamedType(field.type));
        for (const { name, type: given } of field.args) {
          if (!hidden.arguments.has(`${coordinate}(${name}:)`)) reach(getNamedType(given));
        }
      }
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        if (!hidden.members.has(`${type.name}.${field.name}`)) reach(getNamedType(field.type));
      }
    }
  }
  const kept = machinery(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (kept.has(type.name) || isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    if (!reached.has(type.name)) hidden.types.add(type.name);
  }
}
