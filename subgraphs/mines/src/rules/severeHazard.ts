/**
 * 灾害严重矿井: outburst or high gas, rock burst, easy spontaneous combustion, or complex hydrogeology: the mines
 * that need a special body and a deputy chief engineer (煤矿安全生产条例 art. 22). True as soon as one holds, false
 * only when all four are known not to hold, null otherwise.
 *
 * SQL, because lists filter by it: the database derives the column when a row is written.
 */
export const severeHazardSql = `(
  gas_grade in ('HIGH', 'OUTBURST') or rockburst or spontaneous_combustion = 'CLASS_I'
  or hydro_type in ('COMPLEX', 'VERY_COMPLEX')
)`;
