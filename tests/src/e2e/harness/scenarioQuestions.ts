/** DOMAIN §5 scenario 4: which mines must be intelligent and how far they are, with alerts and listed dangers. */
export const complianceQuestion = /* GraphQL */ `
  query Compliance($division: DivisionCode!) {
    coalMines(
      division: $division
      first: 200
      where: {
        status: PRODUCING
        or: [{ approvedCapacityWanTonnesPerYearGte: 120 }, { depthMaxMetresGt: 600 }, { severeHazard: true }]
      }
    ) {
      totalCount
      nodes {
        name
        division {
          path
        }
        status
        approvedCapacityWanTonnesPerYear
        depthMaxMetres
        severeHazard
        intelligentDuty
        intelligent {
          stage
        }
        standardization {
          grade
        }
        riskAlerts(open: true) {
          nodes {
            level
            open
          }
        }
        hiddenDangers(where: { stateIn: [LISTED] }) {
          nodes {
            state
            dueOn
            overdue
            due {
              dueAt
              basis
            }
          }
        }
        principalPhone
      }
    }
    coalMineStatistics(division: $division) {
      intelligentRate(capacityWanTonnesMin: 120) {
        numerator
        denominator
        definition
      }
    }
  }
`;

/** DOMAIN §5 scenario 9: what a township's safety officer looks at, and two ways out of the township. */
export const townshipQuestion = /* GraphQL */ `
  query Township($division: DivisionCode!) {
    division(code: $division) {
      name
      villages {
        totalCount
        nodes {
          code
          name
          planSet {
            complete
          }
          shelters {
            nodes {
              capacity
            }
          }
          informant {
            name
            phone
          }
        }
      }
      parent {
        villages(first: 500) {
          nodes {
            path
            informant {
              id
            }
          }
        }
      }
      coalMines {
        nodes {
          name
          status
          division {
            path
          }
          undergroundNow
          residentSupervisors(current: true) {
            from
          }
          hiddenDangers {
            nodes {
              id
            }
          }
          enterprise {
            name
            coalMines {
              nodes {
                division {
                  path
                }
                undergroundNow
                hiddenDangers {
                  nodes {
                    id
                  }
                }
              }
            }
          }
        }
      }
      drills(year: 2026) {
        nodes {
          kind
        }
      }
      warnings(active: true) {
        colour
        callouts {
          nodes {
            acknowledgedAt
          }
        }
      }
    }
  }
`;

/** DOMAIN §5 scenario 8: the pre-plan of a building that belongs to a mine, with what the mine and its hazards say. */
export const prePlanQuestion = /* GraphQL */ `
  query PrePlan($id: ID!) {
    fireUnit(id: $id) {
      name
      parentEnterprise {
        name
        coalMines {
          nodes {
            name
            undergroundMax
          }
        }
        majorHazards {
          nodes {
            level
          }
        }
      }
      buildings {
        heightMetres
        use
        hasDormitory
      }
      lifeChannels {
        status
      }
      facilities {
        system
        status
      }
      events(last: "P30D") {
        nodes {
          kind
          confirmed
        }
      }
      nearestWater {
        flowLitresPerSecond
      }
    }
  }
`;
