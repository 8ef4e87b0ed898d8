/** How a measured gateway is set up. */
export interface Case {
  readonly name: string;
  /** Whether the sharing rules are enforced. */
  readonly sharing: boolean;
  /** Grants in the policy. */
  readonly grants: number;
  /** How many of them the caller holds. */
  readonly held: number;
}

/** All of them verify tokens and write the record of decisions; what the record costs, `npm run bench -- audit` says. */
export const cases: readonly Case[] = [
  { name: 'policy off', sharing: false, grants: 0, held: 0 },
  { name: 'policy on, 0 grants', sharing: true, grants: 0, held: 0 },
  { name: 'policy on, 1 grant', sharing: true, grants: 1, held: 1 },
  { name: 'policy on, 20 grants', sharing: true, grants: 20, held: 20 },
  { name: 'policy on, 1,000 grants, 20 held', sharing: true, grants: 1000, held: 20 },
  { name: 'policy on, 1,000 grants, all held', sharing: true, grants: 1000, held: 1000 },
];

/** The list query: a page of 50 mines for the map. */
export const listQuery = `{ coalMines(division: "140500", first: 50) {
  nodes { id name status location { lat lon } approvedCapacityWanTonnesPerYear depthMaxMetres gasGrade undergroundMax updatedAt }
  pageInfo { hasNextPage endCursor } } }`;

/** The same with a field that takes a grant; without one it is taken out and null put in its place. */
export const grantedQuery = listQuery.replace('undergroundMax', 'undergroundMax undergroundNow');
