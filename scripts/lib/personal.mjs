/**
 * Which fields hold personal data by their names (个人信息保护法 arts 4, 28, 51), and so leave masked. Names are all
 * that a check can see; what it cannot see a reviewer does.
 */
const patterns = [
  { kind: 'PHONE', field: /(phone|mobile|telephone)$/i },
  { kind: 'ID_NUMBER', field: /(idNumber|identityNumber|idCard|idCardNumber|certNo)$/i },
  { kind: 'ADDRESS', field: /address$/i },
  {
    kind: 'NAME',
    field:
      /(approver|contact|custodian|driver|guardian|holder|informant|inspector|keeper|leader|manager|officer|operator|person|principal|reporter|responsible|supervisor|victim|witness)Name$/i,
  },
  // The name of a row that is a person.
  { kind: 'NAME', type: /(Guardian|Informant|Officer|Operator|Person)$/, field: /^name$/ },
];

/**
 * Fields with such a name that hold no personal data, each with the reason. An entry that no field needs any longer is a
 * problem of its own.
 */
export const notPersonal = {
  'DutyRoster.officePhone': 'the line of an office, published for whoever calls it (突发事件应对法 art. 59)',
  'Enterprise.address': 'registered office of an enterprise, public by 企业信息公示暂行条例 art. 6',
  'FireBrigade.address': 'where a fire station stands',
  'IllegalChemicalSite.address': 'where a site stands, not where a person lives',
  'WaterSource.address': 'where a hydrant or an intake stands',
};

const kindByName = (type, field) =>
  patterns.find((pattern) => (!pattern.type || pattern.type.test(type)) && pattern.field.test(field))?.kind ??
  null;

/**
 * The kind of mask that a field needs by its name.
 *
 * @param {string} type name of the type on which it stands
 * @param {string} field its name
 * @param {string} value name of the type of its values; only texts are masked
 * @returns {string | null} a MaskKind; null when nothing says that it is personal, or an exemption says that it is not
 */
export function personalKind(type, field, value) {
  if (value !== 'String' || Object.hasOwn(notPersonal, `${type}.${field}`)) return null;
  return kindByName(type, field);
}

/**
 * Exemptions that exempt nothing: no such field, or none that the patterns would find.
 *
 * @param {(coordinate: string) => boolean} exists
 * @returns {string[]} coordinates
 */
export const strayExemptions = (exists) =>
  Object.keys(notPersonal).filter((coordinate) => {
    const [type, field] = coordinate.split('.');
    return !exists(coordinate) || kindByName(type, field) === null;
  });
