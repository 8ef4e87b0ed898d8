import { type ErrorCode, errorCatalogue } from '@huitong/contract';

/** What a clerk can do about a rejected row, in the language of the files. */
const advice: Partial<Record<ErrorCode, string>> = {
  VALUE_MISSING: '请填写该列',
  VALUE_INVALID: '请按“填写说明”改正该列的值',
  ROW_MALFORMED: '请检查本行是否多列、少列或错位',
  ROW_REPEATED: '同一编号出现多次,请只保留正确的一行',
  REFERENCE_UNKNOWN: '请先导入上级数据,或改正所填的上级编号',
  DIVISION_UNKNOWN: '请填写现行行政区划代码(县6位、乡镇9位、村12位)',
  TRANSITION_ILLEGAL: '该行在系统中已办理到别的环节,请在系统内办理,或从文件中删去该行',
  NOT_OWN_ROW: '该行不属于本部门或本辖区,请由所属部门导入',
  USCC_MALFORMED: '请填写18位统一社会信用代码',
  COORDINATE_OUT_OF_RANGE: '请检查经度、纬度(十进制度)',
};

/** Advice on a fault; the catalogue's own where there is none for files. */
export const adviceFor = (code: ErrorCode): string => advice[code] ?? errorCatalogue[code].todo;
