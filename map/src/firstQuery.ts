/** The query with which the explorer opens for somebody who has not written one yet. */
export const firstQuery = `# 会同 Huitong: 一次查询，各部门同时应答 one question, every department answers
# Ctrl+Enter 运行 runs it; Ctrl+Space 补全 completes names. 右上角粘贴令牌 paste a token above first.
query AroundGaoping {
  coalMines(near: { point: { lat: 35.798, lon: 112.924 }, withinKm: 5 }, first: 3) {
    edges {
      distanceMetres
      node {
        name
        approvedCapacityWanTonnesPerYear
        depthMaxMetres
        enterprise {
          name
        }
        majorHazardsNearby(withinKm: 5, first: 2) {
          edges {
            distanceMetres
            node {
              name
              level
            }
          }
        }
        waterSourcesNearby(withinKm: 5, first: 2) {
          edges {
            distanceMetres
            node {
              kind
              usable
            }
          }
        }
        rescueTeamsNearby(first: 3) {
          edges {
            distanceMetres
            node {
              name
              contactPhone
            }
          }
        }
      }
    }
  }
}
`;
