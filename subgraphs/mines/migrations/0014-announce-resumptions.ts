import { migration } from '@huitong/kit';

/**
 * 煤矿安全生产条例 art. 49: that a coal mine resumes after 停产整顿 is announced. A danger that comes back begins another
 * round, and has nothing to announce.
 */
export const announceResumptions = migration(14, 'announce-resumptions', () => [
  `alter table mine_hidden_danger
    add column resumption_announced_at timestamptz,
    add constraint mine_hidden_danger_announced check (resumption_announced_at is null or (
      object_type = 'COAL_MINE' and production_suspended_at is not null and reviewed_at is not null
      and (resumption_announced_at at time zone 'Asia/Shanghai')::date >= (reviewed_at at time zone 'Asia/Shanghai')::date))`,
  `create function mine_hidden_danger_new_round() returns trigger language plpgsql as $$
    begin
      new.resumption_announced_at := null;
      return new;
    end $$`,
  `create trigger mine_hidden_danger_new_round before update of state on mine_hidden_danger for each row
    when (new.state = 'REOPENED' and old.state <> 'REOPENED') execute function mine_hidden_danger_new_round()`,
]);
