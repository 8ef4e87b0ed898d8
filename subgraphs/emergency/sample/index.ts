import { Random, type SampleData } from '@huitong/kit';
import { Incident } from '../src/entities/incident.js';
import { RescueTeam } from '../src/entities/rescueTeam.js';
import { Shelter } from '../src/entities/shelter.js';
import { StockItem } from '../src/entities/stockItem.js';
import { Warehouse } from '../src/entities/warehouse.js';
import { sampleIncidents } from './incidents.js';
import { sampleShelters } from './shelters.js';
import { sampleStock, sampleWarehouses } from './supplies.js';
import { sampleTeams } from './teams.js';

const seed = 20_260_504;

/**
 * 6 open incidents, 80 rescue teams, 60 warehouses with their stock and 400 shelters in 晋城 and just across its
 * border, all invented. Each kind of row has random numbers of its own: a new row here does not change the others.
 */
export const sample: SampleData = () => {
  const warehouses = sampleWarehouses(new Random(seed + 2));
  return [
    { entity: Incident, rows: sampleIncidents(new Random(seed)) },
    { entity: RescueTeam, rows: sampleTeams(new Random(seed + 1)) },
    { entity: Warehouse, rows: warehouses },
    { entity: StockItem, rows: sampleStock(new Random(seed + 3), warehouses) },
    { entity: Shelter, rows: sampleShelters(new Random(seed + 4)) },
  ];
};
