import type {
  BuildingUse,
  CombustibilityGrade,
  FireBrigadeKind,
  FireStationClass,
  FireStatusLevel,
  FireSystemType,
  FireUnitCategory,
  FireUnitKind,
  FireVehicleStatus,
  FireVehicleType,
  WaterSourceKind,
} from '../generated/resolvers.js';
import { gbt26875 } from '../../reference/index.js';

/** How a value is spelt in files, the usual spelling first; each enum must list all of its values. */
type Spellings<Value extends string> = Readonly<Record<Value, readonly string[]>>;

export const unitKind: Spellings<FireUnitKind> = {
  ORGANISATION: ['单位'],
  BUILDING: ['建筑', '建筑物'],
  PLACE: ['场所'],
  COMMUNITY: ['住宅小区', '小区'],
  WORK_SITE: ['施工现场', '工地', '作业现场'],
};
export const unitCategory: Spellings<FireUnitCategory> = {
  RESIDENTIAL_HIGH_RISE: ['高层住宅'],
  PUBLIC_HIGH_RISE: ['高层公共建筑'],
  COMMERCIAL_COMPLEX: ['大型商业综合体', '商业综合体'],
  PUBLIC_ASSEMBLY: ['人员密集场所'],
  MEDICAL: ['医疗机构', '医院'],
  EDUCATION: ['学校', '学校、幼儿园'],
  ELDERLY_CARE: ['养老机构', '养老院'],
  ENTERTAINMENT: ['文化娱乐场所', '公共娱乐场所'],
  CULTURAL_HERITAGE: ['文物建筑', '文物保护单位'],
  LABOUR_INTENSIVE: ['劳动密集型企业'],
  FLAMMABLES_STORAGE: ['易燃易爆场所', '易燃易爆单位'],
  INDUSTRIAL_OFFICE: ['工矿企业办公楼', '办公楼'],
  INDUSTRIAL_BATHHOUSE: ['工矿企业浴室', '浴室'],
  INDUSTRIAL_CANTEEN: ['工矿企业食堂', '食堂'],
  INDUSTRIAL_DORMITORY: ['工矿企业宿舍', '宿舍'],
  INDUSTRIAL_SITE_HUT: ['工棚'],
  SMALL_SHOP: ['小商场', '小商店', '小商场、小商店'],
  SMALL_RESTAURANT: ['小餐饮', '小饭店', '小餐馆'],
  SMALL_HOTEL: ['小旅馆', '小旅店'],
  SMALL_ENTERTAINMENT: ['小歌舞娱乐', '小歌舞娱乐场所'],
  SMALL_FITNESS: ['小休闲健身', '小美容洗浴'],
  SMALL_CLINIC: ['小医院', '小诊所', '小医院、诊所'],
  SMALL_SCHOOL: ['小学校', '小幼儿园', '小学校、幼儿园'],
  SMALL_WORKSHOP: ['小生产加工企业', '小作坊'],
  SMALL_FLAMMABLES_STORE: ['小易燃易爆销售储存场所', '小危险品销售储存场所'],
  OTHER: ['其他'],
};
export const buildingUse: Spellings<BuildingUse> = {
  RESIDENTIAL: ['住宅', '居住'],
  PUBLIC: ['公共建筑', '公建'],
  INDUSTRIAL: ['厂房', '工业'],
  STORAGE: ['仓库', '库房'],
};
export const combustibilityGrade: Spellings<CombustibilityGrade> = {
  A: ['A级', '不燃'],
  B1: ['B1级', '难燃'],
  B2: ['B2级', '可燃'],
  B3: ['B3级', '易燃'],
};
export const waterSourceKind: Spellings<WaterSourceKind> = {
  HYDRANT: ['市政消火栓', '消火栓'],
  FIRE_POOL: ['消防水池', '水池'],
  NATURAL_INTAKE: ['天然水源取水码头', '取水码头', '天然水源'],
  WATER_CRANE: ['消防水鹤', '水鹤'],
};
export const brigadeKind: Spellings<FireBrigadeKind> = {
  NATIONAL: ['国家综合性消防救援队', '国家队'],
  GOVERNMENT_FULL_TIME: ['政府专职消防队', '政府专职队'],
  TOWNSHIP_FULL_TIME: ['乡镇专职消防队', '乡镇专职队'],
  ENTERPRISE_FULL_TIME: ['企业专职消防队', '企业专职队'],
  MICRO_STATION: ['微型消防站'],
};
export const stationClass: Spellings<FireStationClass> = {
  SPECIAL_DUTY: ['特勤站', '特勤消防站'],
  ORDINARY_FIRST: ['一级普通站', '一级消防站'],
  ORDINARY_SECOND: ['二级普通站', '二级消防站'],
  SMALL: ['小型站', '小型消防站'],
  LOGISTICS: ['战勤保障站', '战勤保障消防站'],
};
export const vehicleType: Spellings<FireVehicleType> = {
  WATER_TANKER: ['水罐消防车', '水罐车'],
  FOAM: ['泡沫消防车', '泡沫车'],
  DRY_POWDER: ['干粉消防车', '干粉车'],
  AERIAL: ['举高消防车', '登高平台消防车', '云梯消防车'],
  RESCUE: ['抢险救援消防车', '抢险救援车'],
  DECONTAMINATION: ['化学洗消消防车', '洗消车'],
  COMMAND: ['通信指挥消防车', '指挥车'],
  SUPPLY: ['保障消防车', '供液车', '保障车'],
};
export const vehicleStatus: Spellings<FireVehicleStatus> = {
  ON_STANDBY: ['执勤待命', '执勤'],
  DISPATCHED: ['出动'],
  UNDER_REPAIR: ['维修'],
  OUT_OF_SERVICE: ['停用'],
};
export const statusLevel: Spellings<FireStatusLevel> = {
  SYSTEM: ['系统'],
  COMPONENT: ['部件'],
};
/** The names of the standard; its codes too, because that is what devices and their platforms write. */
export const systemType = Object.fromEntries(
  gbt26875.systemTypes.map(({ value, name, code }) => [value, [name, String(code)]]),
) as unknown as Spellings<FireSystemType>;
