import type {
  ReserveMode,
  IncidentStatus,
  IncidentLevel,
  IncidentKind,
  RescueSpecialty,
  UavCapability,
  ShelterFacility,
  AdministrativeLevel,
  DisasterType,
  DrillKind,
  DrillLevel,
  EquipmentKind,
  EquipmentStatus,
  EwSiteKind,
  ExpertSpecialty,
  InformantRole,
  LandingSiteKind,
  MonitoringKind,
  PlanKind,
  RescueTeamCategory,
  RescueTeamReadiness,
  ShelterDuration,
  ShelterFunction,
  ShelterLevel,
  ShelterSpace,
  ShelterStatus,
  WarehouseLevel,
} from '../generated/resolvers.js';

/** How a value is spelt in files; each enum must list all of its values. */
type Spellings<Value extends string> = Readonly<Record<Value, readonly string[]>>;

export const administrativeLevel: Spellings<AdministrativeLevel> = {
  NATIONAL: ['国家'],
  PROVINCIAL: ['省级'],
  CITY: ['市级'],
  COUNTY: ['县级'],
  TOWNSHIP: ['乡镇级'],
  VILLAGE: ['村级'],
};

export const disasterType: Spellings<DisasterType> = {
  EARTHQUAKE: ['地震'],
  FLOOD: ['洪涝'],
  GEOLOGICAL: ['地质灾害'],
  METEOROLOGICAL: ['气象灾害'],
  SNOW_AND_FREEZING: ['低温雨雪冰冻'],
  FOREST_FIRE: ['森林草原火灾'],
  FIRE: ['火灾'],
  HAZARDOUS_CHEMICALS: ['危险化学品事故'],
  MINE: ['矿山事故'],
  TAILINGS_POND: ['尾矿库事故'],
  TRAFFIC: ['交通运输事故'],
  EPIDEMIC: ['疫情'],
  OTHER: ['其他'],
};

export const drillKind: Spellings<DrillKind> = {
  COMPREHENSIVE: ['综合演练'],
  SPECIAL: ['专项演练'],
  TABLETOP: ['桌面推演'],
  EVACUATION: ['疏散演练'],
};

export const drillLevel: Spellings<DrillLevel> = {
  PROVINCIAL: ['省级'],
  CITY: ['市级'],
  COUNTY: ['县级'],
  TOWNSHIP: ['乡镇级'],
  VILLAGE: ['村级'],
  ENTERPRISE: ['企业'],
  HIGH_RISK_ENTERPRISE: ['高危企业'],
};

export const equipmentKind: Spellings<EquipmentKind> = {
  UAV: ['无人机'],
  RESCUE_VEHICLE: ['救援车辆'],
  DRAINAGE_PUMP: ['排水泵'],
  BOAT: ['舟艇'],
  GENERATOR: ['发电机'],
  LIGHTING: ['照明设备'],
  LIFE_DETECTOR: ['生命探测仪'],
  BREATHING_APPARATUS: ['呼吸器'],
  PROTECTIVE_CLOTHING: ['个体防护装备'],
  FOREST_FIRE_PUMP: ['森林灭火水泵'],
  EARTH_MOVER: ['工程机械'],
  CUTTING_TOOL: ['破拆工具'],
  SATELLITE_TERMINAL: ['卫星通信终端'],
  RADIO: ['对讲机'],
  MEDICAL: ['医疗急救设备'],
  OTHER: ['其他'],
};

export const equipmentStatus: Spellings<EquipmentStatus> = {
  READY: ['完好'],
  IN_USE: ['使用中'],
  MAINTENANCE: ['维护保养'],
  SCRAPPED: ['报废'],
};

export const ewSiteKind: Spellings<EwSiteKind> = {
  PRIMARY_SCHOOL: ['小学'],
  MIDDLE_SCHOOL: ['中学'],
  KINDERGARTEN: ['幼儿园'],
  GOVERNMENT: ['政府机关'],
  ENTERPRISE: ['企业'],
  OTHER: ['其他'],
};

export const expertSpecialty: Spellings<ExpertSpecialty> = {
  COAL_MINE: ['煤矿安全'],
  NON_COAL_MINE: ['非煤矿山安全'],
  TAILINGS_POND: ['尾矿库'],
  HAZARDOUS_CHEMICALS: ['危险化学品', '危化品'],
  INDUSTRY: ['冶金工贸'],
  FIRE: ['消防'],
  FOREST_FIRE: ['森林草原防灭火'],
  FLOOD: ['防汛抗旱'],
  EARTHQUAKE: ['地震'],
  GEOLOGICAL: ['地质灾害'],
  METEOROLOGY: ['气象'],
  STRUCTURES: ['建筑结构'],
  TRANSPORT: ['交通运输'],
  MEDICAL: ['医疗救护'],
  COMMUNICATIONS: ['应急通信'],
  OTHER: ['其他'],
};

export const informantRole: Spellings<InformantRole> = { PRIMARY: ['A角'], DEPUTY: ['B角'] };

export const landingSiteKind: Spellings<LandingSiteKind> = { HELIPAD: ['停机坪'], LANDING_POINT: ['起降点'] };

export const monitoringKind: Spellings<MonitoringKind> = {
  RAINFALL: ['雨量'],
  WATER_LEVEL: ['水位'],
  DISPLACEMENT: ['位移'],
  LIGHTNING: ['雷击'],
  SEISMIC: ['地震烈度'],
  VIDEO: ['视频'],
  SMOKE: ['烟火'],
};

export const planKind: Spellings<PlanKind> = {
  OVERALL: ['总体预案'],
  WORK_SAFETY: ['安全生产'],
  FIRE: ['火灾'],
  FOREST_FIRE: ['森林草原火灾'],
  EARTHQUAKE: ['地震'],
  GEOLOGICAL: ['地质灾害'],
  FLOOD: ['防汛抗旱'],
  SNOW_AND_FREEZING: ['低温雨雪冰冻'],
  SUPPLIES: ['物资保障'],
  RELIEF: ['自然灾害救助'],
  HAZARDOUS_CHEMICALS: ['危险化学品'],
  MINE: ['矿山'],
  TAILINGS_POND: ['尾矿库'],
  OTHER: ['其他'],
};

export const rescueTeamCategory: Spellings<RescueTeamCategory> = {
  COMPREHENSIVE: ['国家综合性消防救援队伍', '综合'],
  PROFESSIONAL: ['专业应急救援队伍', '专业', '专业队'],
  GRASSROOTS: ['基层应急救援队伍', '基层'],
  ENTERPRISE_FULL_TIME: ['单位专职应急救援队伍', '企业专职'],
  ENTERPRISE_PART_TIME: ['单位兼职应急救援队伍', '企业兼职'],
  VOLUNTEER: ['应急救援志愿者队伍', '志愿者'],
  SOCIAL: ['社会应急力量', '社会'],
  AVIATION: ['航空应急救援队伍', '航空'],
  ARMED_FORCES: ['军队武警民兵'],
  FOREST_FIRE: ['森林防灭火队伍', '森林消防'],
  GEO_ENGINEERING: ['地震地质灾害工程救援队伍', '地震地质灾害'],
};

export const rescueTeamReadiness: Spellings<RescueTeamReadiness> = {
  READY: ['待命'],
  DEPLOYED: ['出动'],
  RECOVERING: ['休整'],
  UNAVAILABLE: ['不可用'],
};

export const shelterDuration: Spellings<ShelterDuration> = {
  EMERGENCY: ['紧急'],
  SHORT_TERM: ['短期'],
  LONG_TERM: ['长期'],
};

export const shelterFunction: Spellings<ShelterFunction> = { COMPREHENSIVE: ['综合性'], SINGLE: ['单一性'] };

export const shelterLevel: Spellings<ShelterLevel> = {
  PROVINCIAL: ['省级'],
  CITY: ['市级'],
  COUNTY: ['县级'],
  TOWNSHIP: ['乡镇级', '乡级', '镇级'],
  VILLAGE: ['村级', '社区级'],
};

export const shelterSpace: Spellings<ShelterSpace> = { INDOOR: ['室内'], OUTDOOR: ['室外'] };

export const shelterStatus: Spellings<ShelterStatus> = {
  OPEN: ['启用'],
  CLOSED: ['关闭'],
  OUT_OF_USE: ['停用'],
};

export const warehouseLevel: Spellings<WarehouseLevel> = {
  CENTRAL: ['中央'],
  PROVINCIAL: ['省级'],
  CITY: ['市级'],
  COUNTY: ['县级'],
  TOWNSHIP: ['乡镇级', '乡级', '镇级'],
  VILLAGE: ['村级'],
  ENTERPRISE_AGREEMENT: ['企业协议', '协议储备库'],
};

export const shelterFacility: Spellings<ShelterFacility> = {
  WATER: ['供水'],
  POWER: ['供电'],
  TOILETS: ['厕所'],
  MEDICAL: ['医疗救护'],
  STORAGE: ['物资储存'],
  FIRE_PROTECTION: ['消防'],
  BROADCAST: ['应急广播'],
  COMMUNICATIONS: ['通信'],
  SLEEPING: ['住宿'],
  SIGNS: ['标志'],
};

export const uavCapability: Spellings<UavCapability> = {
  VIDEO_RELAY: ['视频图传'],
  MODELLING_3D: ['三维建模'],
  COMMUNICATIONS: ['通信保障'],
  SEARCH: ['搜索定位'],
  RECONNAISSANCE: ['侦察'],
  DELIVERY: ['物资投送'],
};

export const rescueSpecialty: Spellings<RescueSpecialty> = {
  BUILDING_COLLAPSE: ['建筑物倒塌搜救'],
  MOUNTAIN: ['山地搜救'],
  WATER: ['水上搜救'],
  DIVING: ['潜水救援'],
  EMERGENCY_MEDICAL: ['应急医疗救护'],
  MINE: ['矿山救护'],
  HAZARDOUS_CHEMICALS: ['危险化学品救援'],
  FIRE: ['灭火救援'],
  FOREST_FIRE: ['森林草原防灭火'],
  FLOOD: ['防汛抢险'],
  GEO_ENGINEERING: ['地震地质灾害工程救援'],
  COMMUNICATIONS: ['应急通信保障'],
};

export const incidentKind: Spellings<IncidentKind> = {
  NATURAL_DISASTER: ['自然灾害'],
  ACCIDENT: ['事故灾难'],
  PUBLIC_HEALTH: ['公共卫生事件'],
  SOCIAL_SECURITY: ['社会安全事件'],
};

export const incidentLevel: Spellings<IncidentLevel> = {
  EXTRAORDINARY: ['特别重大', 'Ⅰ级'],
  MAJOR: ['重大', 'Ⅱ级'],
  LARGE: ['较大', 'Ⅲ级'],
  GENERAL: ['一般', 'Ⅳ级'],
};

export const incidentStatus: Spellings<IncidentStatus> = {
  REPORTED: ['已接报'],
  RESPONDING: ['处置中'],
  CONTROLLED: ['已控制'],
  CLOSED: ['已结束'],
};

export const reserveMode: Spellings<ReserveMode> = {
  PHYSICAL: ['实物储备', '实物'],
  AGREEMENT: ['协议储备', '协议'],
  CAPACITY: ['产能储备', '产能'],
};
