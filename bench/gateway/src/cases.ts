import { districts, enterprisesOf, minesOf, numbers } from './graph/data.js';

/** One query with the variables of every request of a round. */
export interface Case {
  readonly name: string;
  readonly about: string;
  /** Requests of one round unless told otherwise: a second or two of the slowest peer. */
  readonly requests: number;
  /** Bodies of POST requests, all different. They are sent in turn, so no two under way at once are equal. */
  readonly bodies: readonly string[];
}

/** How many different variables a case has. More than requests under way, few enough to be recorded. */
const variants = 96;

type Below = ReturnType<typeof numbers>;

function some<T>(from: readonly T[], count: number, below: Below): T[] {
  const left = [...from];
  return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0] as T);
}

const queries: readonly [Omit<Case, 'bodies'>, string, (below: Below) => object][] = [
  [
    { name: 'deep', about: 'two roots, chains of six fetches over four subgraphs', requests: 150 },
    `query Deep($usccs: [ID!]!, $ids: [ID!]!) {
      enterprises(usccs: $usccs) {
        uscc name district
        dangers {
          id description
          mine {
            id name depthMetres onCall minutesToReach
            enterprise {
              uscc name employees
              dangers { id level mine { id name onCall minutesToReach } }
            }
          }
        }
      }
      mines(ids: $ids) {
        id name depthMetres onCall minutesToReach
        dangers {
          id description
          foundBy {
            uscc name
            dangers { id level mine { id name onCall minutesToReach enterprise { uscc name } } }
          }
        }
      }
    }`,
    (below) => {
      const district = below(districts);
      return { usccs: some(enterprisesOf(district), 3, below), ids: some(minesOf(district), 4, below) };
    },
  ],
  [
    { name: 'list', about: '50 objects of one list with fields of four subgraphs', requests: 300 },
    `query List($ids: [ID!]!) {
      mines(ids: $ids) {
        id name depthMetres capacityWanTonnes onCall minutesToReach nearestTeam { name people }
        enterprise { uscc name district employees }
        dangers { id description level }
      }
    }`,
    (below) => ({
      ids: some(Array.from({ length: districts }, (_, index) => minesOf(index)).flat(), 50, below),
    }),
  ],
  [
    { name: 'single', about: 'one object of one subgraph', requests: 2500 },
    'query Single($id: ID!) { mine(id: $id) { id name depthMetres capacityWanTonnes } }',
    (below) => ({ id: minesOf(below(districts))[below(12)] }),
  ],
];

/** The cases, with the same variables in every run. */
export const cases: readonly Case[] = queries.map(([about, query, variables], index) => {
  const below = numbers(index + 1);
  const bodies = new Set<string>();
  while (bodies.size < variants) bodies.add(JSON.stringify({ query, variables: variables(below) }));
  return { ...about, bodies: [...bodies] };
});
