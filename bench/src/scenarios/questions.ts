/** A question that both stacks answer alike, and what it is about. */
export interface Scenario {
  readonly name: string;
  readonly persona: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the questions ask about, read from the graph itself. */
export interface Places {
  readonly mine: string;
  readonly enterprise: string;
  readonly at: { readonly lat: number; readonly lon: number };
}

/** Asked of our graph before measuring. */
export const placesQuery = /* GraphQL */ `
  {
    coalMines(first: 1, division: "140581") {
      nodes {
        id
      }
    }
    majorHazards(first: 1, division: "140581", where: { levelIn: [LEVEL_1, LEVEL_2, LEVEL_3, LEVEL_4] }) {
      nodes {
        enterprise {
          uscc
        }
        location {
          lat
          lon
        }
      }
    }
  }
`;

/** The scenarios of DOMAIN §5 as far as the common recipe has them, and one row by its key. */
export const scenarios = ({ mine, enterprise, at }: Places): readonly Scenario[] => [
  {
    name: 'one mine by id',
    persona: 'mine-regulator',
    query: /* GraphQL */ `
      query ($id: ID!) {
        coalMine(id: $id) {
          name
          status
          approvedCapacityWanTonnesPerYear
        }
      }
    `,
    variables: { id: mine },
  },
  {
    name: 'scenario 4, 50 mines',
    persona: 'mine-regulator',
    query: /* GraphQL */ `
      query {
        coalMines(
          where: { status: PRODUCING, approvedCapacityWanTonnesPerYearGte: 120 }
          division: "140500"
          first: 50
        ) {
          nodes {
            name
            approvedCapacityWanTonnesPerYear
            depthMaxMetres
            enterprise {
              name
            }
            division {
              name
            }
            ownerDepartment {
              name
            }
          }
        }
      }
    `,
    variables: {},
  },
  {
    name: 'scenario 1, tank fire',
    persona: 'duty-officer',
    query: /* GraphQL */ `
      query ($uscc: USCC!, $at: PointInput!) {
        enterprise(uscc: $uscc) {
          name
          majorHazards(first: 5) {
            nodes {
              name
              level
              exposedPersons
              tanks(first: 20) {
                nodes {
                  name
                  chemical {
                    name
                    unNo
                  }
                }
              }
            }
          }
          coalMines(first: 5) {
            nodes {
              name
            }
          }
          fireUnits(first: 5) {
            nodes {
              name
            }
          }
        }
        waterSources(near: { point: $at, withinKm: 5 }, first: 10) {
          edges {
            distanceMetres
            node {
              name
              flowLitresPerSecond
            }
          }
        }
        fireBrigades(near: { point: $at, withinKm: 30 }, first: 5) {
          edges {
            distanceMetres
            node {
              name
              foamTonnes
              vehicles {
                designation
                type
              }
            }
          }
        }
        coalMines(near: { point: $at, withinKm: 10 }, first: 5) {
          edges {
            distanceMetres
            node {
              name
              undergroundMax
            }
          }
        }
      }
    `,
    variables: { uscc: enterprise, at },
  },
  {
    name: 'scenario 9, township',
    persona: 'township-officer',
    query: /* GraphQL */ `
      query {
        division(code: "141122103") {
          name
          children(first: 20) {
            nodes {
              name
              shelters(first: 5) {
                nodes {
                  name
                  capacity
                }
              }
            }
          }
        }
      }
    `,
    variables: {},
  },
];
