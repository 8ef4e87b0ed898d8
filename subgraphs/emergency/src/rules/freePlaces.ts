/**
 * 剩余容量: places that a shelter still has. Never below zero, because more people can have come than it was
 * built for; none where it is out of use; null when capacity or occupation is unknown, because a guess would send
 * people to a full house.
 *
 * SQL, because lists filter and sort by it: the database derives the column when a row is written.
 */
export const freePlacesSql = `(
  case when status = 'OUT_OF_USE' then 0
       when capacity is not null and occupied is not null then greatest(capacity - occupied, 0) end
)`;
