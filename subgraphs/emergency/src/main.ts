import { defineSubgraph } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { Consultation } from './entities/consultation.js';
import { DemonstrationCommunity } from './entities/demonstrationCommunity.js';
import { DisasterAssessment } from './entities/disasterAssessment.js';
import { DisasterInformant } from './entities/disasterInformant.js';
import { Drill } from './entities/drill.js';
import { DutyRoster } from './entities/dutyRoster.js';
import { EmergencyPlan } from './entities/emergencyPlan.js';
import { Equipment } from './entities/equipment.js';
import { EquipmentSet } from './entities/equipmentSet.js';
import { Evacuation } from './entities/evacuation.js';
import { EwTerminal } from './entities/ewTerminal.js';
import { Expert } from './entities/expert.js';
import { FireAccessRoute } from './entities/fireAccessRoute.js';
import { Incident } from './entities/incident.js';
import { IncidentReport } from './entities/incidentReport.js';
import { LandingSite } from './entities/landingSite.js';
import { MonitoringSite } from './entities/monitoringSite.js';
import { ReliefNeed } from './entities/reliefNeed.js';
import { RescueBase } from './entities/rescueBase.js';
import { RescueTeam } from './entities/rescueTeam.js';
import { ReservePlan } from './entities/reservePlan.js';
import { ResponseActivation } from './entities/responseActivation.js';
import { ResponseCard } from './entities/responseCard.js';
import { Shelter } from './entities/shelter.js';
import { StockItem } from './entities/stockItem.js';
import { TeamCensus } from './entities/teamCensus.js';
import { VillagePlanSet } from './entities/villagePlanSet.js';
import { Warehouse } from './entities/warehouse.js';
import { Warning } from './entities/warning.js';
import { WarningCallout } from './entities/warningCallout.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';

export const emergency = defineSubgraph({
  name: 'emergency',
  department: { zh: '应急管理局', en: 'Emergency management bureau' },
  home: new URL('../../', import.meta.url),
  entities: [
    Incident,
    RescueTeam,
    Warehouse,
    StockItem,
    Shelter,
    RescueBase,
    Equipment,
    EquipmentSet,
    TeamCensus,
    ReservePlan,
    Warning,
    WarningCallout,
    ResponseActivation,
    IncidentReport,
    ReliefNeed,
    Evacuation,
    Consultation,
    DisasterAssessment,
    EmergencyPlan,
    VillagePlanSet,
    Drill,
    ResponseCard,
    DutyRoster,
    DisasterInformant,
    Expert,
    DemonstrationCommunity,
    LandingSite,
    FireAccessRoute,
    EwTerminal,
    MonitoringSite,
  ],
  migrations,
  resolvers,
  createLoaders,
  indexed: [
    'RescueTeam',
    'Warehouse',
    'Shelter',
    'Incident',
    'RescueBase',
    'Equipment',
    'Warning',
    'EmergencyPlan',
    'LandingSite',
    'FireAccessRoute',
    'EwTerminal',
    'MonitoringSite',
  ],
  datasets,
  sample,
});
