import { type DatasetColumn, telephone } from '@huitong/kit';

/**
 * Bounds of what is written through mutations alone, in the shape of a dataset's columns. Enums, days and instants
 * are judged by the schema, references by looking for the row.
 */
type Columns = Readonly<Record<string, DatasetColumn>>;

/** EquipmentSet */
export const equipmentSetColumns: Columns = {};

/** Warning */
export const warningColumns: Columns = {
  title: { header: '标题', kind: 'text', required: true },
  affectedArea: { header: '影响范围', kind: 'text', longest: 1000, required: true },
  notice: { header: '警示事项', kind: 'text', longest: 2000, required: true },
  measures: { header: '应采取的措施', kind: 'text', longest: 4000, required: true },
  publisher: { header: '发布单位', kind: 'text', longest: 200, required: true },
};

/** WarningCallout */
export const warningCalloutColumns: Columns = {
  post: { header: '岗位', kind: 'text', longest: 100 },
  personName: { header: '被叫应人', kind: 'text', longest: 50 },
  personPhone: { header: '被叫应人电话', kind: 'code', longest: 30, pattern: telephone },
  feedback: { header: '反馈', kind: 'text', longest: 1000 },
};

/** ResponseActivation */
export const responseActivationColumns: Columns = {
  item: { header: '响应事项', kind: 'text', longest: 500, required: true },
  measures: { header: '响应措施', kind: 'text', longest: 4000, required: true },
};

/** IncidentReport */
export const incidentReportColumns: Columns = {
  content: { header: '报告内容', kind: 'text', longest: 4000 },
  dead: { header: '死亡', kind: 'integer', unit: '人', least: 0, most: 1_000_000 },
  missing: { header: '失踪', kind: 'integer', unit: '人', least: 0, most: 1_000_000 },
  seriouslyInjured: { header: '重伤', kind: 'integer', unit: '人', least: 0, most: 1_000_000 },
  slightlyInjured: { header: '轻伤', kind: 'integer', unit: '人', least: 0, most: 1_000_000 },
  trapped: { header: '被困', kind: 'integer', unit: '人', least: 0, most: 1_000_000 },
};

/** ReliefNeed */
export const reliefNeedColumns: Columns = {
  categoryCode: {
    header: '物资分类编码',
    kind: 'code',
    longest: 20,
    pattern: { test: /^[123][0-9]{6}$/, means: 'seven digits of GB/T 38_565-2020' },
    required: true,
  },
  name: { header: '物资名称', kind: 'text', longest: 200 },
  unit: { header: '计量单位', kind: 'text', longest: 20, required: true },
  quantity: {
    header: '需求数量',
    kind: 'number',
    unit: '计量单位',
    least: 0,
    most: 1_000_000_000,
    required: true,
  },
};

/** Evacuation */
export const evacuationColumns: Columns = {
  headcount: {
    header: '转移人数(人)',
    kind: 'integer',
    unit: '人',
    least: 0,
    most: 10_000_000,
    required: true,
  },
};

/** Consultation */
export const consultationColumns: Columns = {
  topic: { header: '议题', kind: 'text', required: true },
  conclusion: { header: '研判结论', kind: 'text', longest: 4000 },
};

/** DisasterAssessment */
export const disasterAssessmentColumns: Columns = {
  affectedPopulation: { header: '受灾人口(人)', kind: 'integer', unit: '人', least: 0, most: 1_500_000_000 },
  relocatedPopulation: {
    header: '紧急转移安置人口(人)',
    kind: 'integer',
    unit: '人',
    least: 0,
    most: 1_500_000_000,
  },
  collapsedHouses: { header: '倒塌房屋(间)', kind: 'integer', unit: '间', least: 0, most: 100_000_000 },
  damagedHouses: { header: '损坏房屋(间)', kind: 'integer', unit: '间', least: 0, most: 100_000_000 },
  cropAreaHectares: {
    header: '农作物受灾面积(公顷)',
    kind: 'number',
    unit: '公顷',
    least: 0,
    most: 100_000_000,
  },
  directLossWanYuan: {
    header: '直接经济损失(万元)',
    kind: 'number',
    unit: '万元',
    least: 0,
    most: 1_000_000_000,
  },
  conclusion: { header: '评估结论', kind: 'text', longest: 4000 },
};

/** ResponseCard */
export const responseCardColumns: Columns = {
  post: { header: '岗位', kind: 'text', longest: 100, required: true },
  enterpriseUscc: { header: '企业统一社会信用代码', kind: 'uscc' },
  contactPhone: { header: '联系电话', kind: 'code', longest: 30, pattern: telephone },
};

/** DutyRoster */
export const dutyRosterColumns: Columns = {
  personName: { header: '值班人员', kind: 'text', longest: 50 },
  personPhone: { header: '值班人员电话', kind: 'code', longest: 30, pattern: telephone },
  officePhone: { header: '值班电话', kind: 'code', longest: 30 },
};
