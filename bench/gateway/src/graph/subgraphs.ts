import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import * as data from './data.js';

export const subgraphNames = ['enterprises', 'mines', 'dangers', 'teams'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

type Fields = Readonly<Record<string, (parent: never, args: never) => unknown>>;
interface Definition {
  readonly typeDefs: string;
  readonly resolvers: Readonly<Record<string, Fields>>;
}

const federation = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])`;

interface Reference {
  readonly id: string;
  readonly depthMetres?: number;
}
const teamOf = ({ id }: Reference) => data.teams[id.length % data.teams.length] as data.Team;

/** Four departments' shares of one graph: keys both ways, a chain by `@requires`, the same object reached many times. */
const definitions: Readonly<Record<SubgraphName, Definition>> = {
  enterprises: {
    typeDefs: `
      type Query { enterprises(usccs: [ID!]!): [Enterprise] }
      type Enterprise @key(fields: "uscc") { uscc: ID! name: String district: String employees: Int }`,
    resolvers: {
      Query: {
        enterprises: (_, { usccs }: { usccs: string[] }) => usccs.map((uscc) => data.enterprises.get(uscc)),
      },
      Enterprise: { __resolveReference: ({ uscc }: data.Enterprise) => data.enterprises.get(uscc) },
    },
  },
  mines: {
    typeDefs: `
      type Query { mines(ids: [ID!]!): [Mine] mine(id: ID!): Mine }
      type Mine @key(fields: "id") {
        id: ID! name: String depthMetres: Int capacityWanTonnes: Int enterprise: Enterprise
      }
      type Enterprise @key(fields: "uscc", resolvable: false) { uscc: ID! }`,
    resolvers: {
      Query: {
        mines: (_, { ids }: { ids: string[] }) => ids.map((id) => data.mines.get(id)),
        mine: (_, { id }: Reference) => data.mines.get(id),
      },
      Mine: {
        __resolveReference: ({ id }: Reference) => data.mines.get(id),
        enterprise: ({ enterprise }: data.Mine) => ({ uscc: enterprise }),
      },
    },
  },
  dangers: {
    typeDefs: `
      type HiddenDanger @key(fields: "id") {
        id: ID! description: String level: DangerLevel mine: Mine foundBy: Enterprise
      }
      enum DangerLevel { GENERAL MAJOR }
      type Mine @key(fields: "id") { id: ID! dangers: [HiddenDanger!] }
      type Enterprise @key(fields: "uscc") { uscc: ID! dangers: [HiddenDanger!] }`,
    resolvers: {
      HiddenDanger: {
        __resolveReference: ({ id }: Reference) => data.dangersById.get(id),
        mine: ({ mine }: data.Danger) => ({ id: mine }),
        foundBy: ({ foundBy }: data.Danger) => ({ uscc: foundBy }),
      },
      Mine: { dangers: ({ id }: Reference) => data.dangersOfMine.get(id) ?? [] },
      Enterprise: { dangers: ({ uscc }: data.Enterprise) => data.dangersFoundBy.get(uscc) ?? [] },
    },
  },
  teams: {
    typeDefs: `
      type Mine @key(fields: "id") {
        id: ID! depthMetres: Int @external onCall: Boolean nearestTeam: Team
        minutesToReach: Int @requires(fields: "depthMetres")
      }
      type Team { name: String people: Int }`,
    resolvers: {
      Mine: {
        onCall: ({ id }: Reference) => id.length % 2 === 0,
        nearestTeam: teamOf,
        minutesToReach: ({ depthMetres = 0 }: Reference) => 10 + Math.round(depthMetres / 25),
      },
    },
  },
};

/** SDL of a subgraph, for composition. */
export const typeDefsOf = (name: SubgraphName) => parse(federation + definitions[name].typeDefs);

/** A subgraph as a schema that graphql-js executes. */
export const schemaOf = (name: SubgraphName): GraphQLSchema =>
  buildSubgraphSchema({ typeDefs: typeDefsOf(name), resolvers: definitions[name].resolvers as never });
