/** Where it burns in scenario 1, read from the graph itself, so that no id is written down here. */
export const incidentQuery = /* GraphQL */ `
  query Incident {
    incidents(division: "140581", where: { statusIn: [RESPONDING], disasterTypeIn: [HAZARDOUS_CHEMICALS] }) {
      nodes {
        id
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

/** DOMAIN §5 scenario 1 in the graph's own names: 03:00, a tank burns in 高平, the county's duty officer asks once. */
export const dutyOfficerQuestion = /* GraphQL */ `
  query TankFire($uscc: USCC!, $incident: ID!, $at: PointInput!) {
    enterprise(uscc: $uscc) {
      name
      division {
        code
        name
      }
      safetyManagerPhone
      supervisors {
        role
        department {
          name
        }
      }
      majorHazards {
        nodes {
          name
          level
          severityRank
          r
          exposedPersons
          emergencyContactName
          emergencyContactPhone(unmask: { incident: $incident, reason: "tank fire" })
          tanks {
            nodes {
              name
              capacityTonnes
              levelPercent
              chemical {
                name
                casNo
                unNo
                isolationDistanceMetres
                fireIsolationDistanceMetres
              }
            }
          }
          fireBrigadesNearby(first: 2) {
            edges {
              distanceMetres
              node {
                name
              }
            }
          }
        }
      }
      coalMines {
        nodes {
          name
        }
      }
      fireUnits {
        nodes {
          name
          responsiblePersonPhone
        }
      }
    }
    waterSources(near: { point: $at, withinKm: 5 }, where: { usable: true }, first: 5) {
      edges {
        distanceMetres
        node {
          name
          kind
          usable
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
          contactPhone
          vehicles {
            type
            waterTonnes
            status
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
          undergroundNow
          explosivesStore {
            exists
            capacityKilograms
          }
          principalPhone
          ownerDepartment {
            line
          }
        }
      }
    }
    rescueTeams(near: { point: $at, withinKm: 30 }, first: 5) {
      edges {
        distanceMetres
        node {
          name
          specialties
          readiness
          contactName
          contactPhone
        }
      }
    }
    stockItems(near: { point: $at, withinKm: 30 }, first: 5) {
      edges {
        distanceMetres
        node {
          name
          categoryCode
          available
          unit
        }
      }
    }
    shelters(near: { point: $at, withinKm: 20 }, where: { freeGte: 200 }, first: 5) {
      edges {
        distanceMetres
        node {
          name
          free
          duration
        }
      }
    }
  }
`;

/** Issue 2 point 8: what the mines of 高平 produce, how deep, what stands around them, who comes first. */
export const minesQuestion = /* GraphQL */ `
  query MinesOfGaoping($division: DivisionCode!, $first: Int = 200) {
    coalMines(division: $division, first: $first) {
      totalCount
      nodes {
        name
        approvedCapacityWanTonnesPerYear
        depthMaxMetres
        location {
          lat
          lon
        }
        majorHazardsNearby(withinKm: 5) {
          edges {
            distanceMetres
            node {
              name
              level
            }
          }
        }
        waterSourcesNearby(withinKm: 5, usable: true) {
          edges {
            distanceMetres
            node {
              name
              usable
            }
          }
        }
        rescueTeamsNearby(first: 3) {
          edges {
            distanceMetres
            node {
              name
              division {
                code
                path
              }
            }
          }
        }
      }
    }
  }
`;
