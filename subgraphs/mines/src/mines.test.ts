import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(mines, { sample: true });
});
afterAll(() => subgraph.close());

const energy = caller('ENERGY', '140581');
const duty = caller('EMERGENCY', '140581');

describe('coal mines', () => {
  it('are visible to any department, nearest first with metres', async () => {
    const answer = await subgraph.ask(
      `{ coalMines(near: {point: {lat: 35.798, lon: 112.924}, withinKm: 30}, first: 3) {
           edges { distanceMetres node { id name location { lat lon } division { code } } } pageInfo { hasNextPage } totalCount } }`,
      duty,
    );
    expect(answer.errors).toBeUndefined();
    const { edges, totalCount } = (answer.data as Record<string, { edges: unknown[]; totalCount: number }>)[
      'coalMines'
    ]!;
    expect(edges).toHaveLength(3);
    console.log(JSON.stringify(answer, null, 1));
    expect(totalCount).toBeGreaterThan(3);
  });

  it('upserts', async () => {
    const m = `mutation($i: UpsertCoalMineInput!) { upsertCoalMine(input: $i) { outcome coalMine { id name severeHazard ownerDepartment { uscc } } } }`;
    const i = {
      sourceId: 'a-1',
      name: '测试煤矿',
      divisionCode: '140581107',
      location: { lat: 35.8, lon: 112.9 },
      gasGrade: 'HIGH',
    };
    console.log(JSON.stringify(await subgraph.ask(m, energy, { i })));
    console.log(JSON.stringify(await subgraph.ask(m, energy, { i })));
    console.log(JSON.stringify(await subgraph.ask(m, energy, { i: { ...i, divisionCode: '140521' } })));
    console.log(
      JSON.stringify(
        await subgraph.ask(
          `{ coalMines(where: {nameContains: "试煤"}) { nodes { name principalPhone undergroundNow } } mineHiddenDangers(first: 2) { nodes { description coalMine { name } } } }`,
          energy,
        ),
      ),
    );
    console.log(
      JSON.stringify(
        await subgraph.ask(
          `{ coalMines(division: "140581", first: 2) { nodes { name principalPhone undergroundNow explosivesStore { capacityKilograms } hiddenDangers { nodes { state } } } } }`,
          duty,
        ),
      ),
    );
    console.log(
      JSON.stringify(
        await subgraph.ask(
          `{ coalMines(division: "140581", first: 2) { nodes { name principalPhone undergroundNow explosivesStore { capacityKilograms } hiddenDangers { nodes { state } } } } }`,
          energy,
        ),
      ),
    );
  });
});
