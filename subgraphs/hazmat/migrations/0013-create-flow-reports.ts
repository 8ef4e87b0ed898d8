import { migration, orderIndexes, ownedColumns, ownedTable, rowSecurity } from '@huitong/kit';

/** 危险化学品安全法 art. 61: trade in highly toxic chemicals and explosive precursors, and when it was reported. */
export const createFlowReports = migration(13, 'create-flow-reports', () => [
  `create table chemical_flow_report (${ownedColumns},
    kind text not null check (kind in ('SALE', 'PURCHASE')),
    control text not null check (control in ('HIGHLY_TOXIC', 'EXPLOSIVE_PRECURSOR')),
    enterprise_uscc text check (length(enterprise_uscc) = 18),
    chemical_name text not null check (length(chemical_name) between 1 and 200),
    chemical_no integer references chemical (gb18218_no),
    quantity_kilograms float8 check (quantity_kilograms > 0 and quantity_kilograms <= 10000000),
    counterparty_uscc text check (length(counterparty_uscc) = 18),
    counterparty_name text check (length(counterparty_name) between 1 and 200),
    intended_use text check (length(intended_use) between 1 and 300),
    traded_on date not null,
    reported_at timestamptz,
    constraint reported_after_traded check ((reported_at at time zone 'Asia/Shanghai')::date >= traded_on),
    constraint traded_between_two check (counterparty_uscc <> enterprise_uscc)
  )`,
  ...ownedTable('chemical_flow_report'),
  `create index chemical_flow_report_enterprise on chemical_flow_report (enterprise_uscc)`,
  `create index chemical_flow_report_counterparty on chemical_flow_report (counterparty_uscc)`,
  `create index chemical_flow_report_unreported on chemical_flow_report (traded_on) where reported_at is null`,
  ...orderIndexes('chemical_flow_report', ['traded_on', 'reported_at', 'updated_at']),
  ...rowSecurity('chemical_flow_report', { rows: 'CONDITIONAL', type: 'ChemicalFlowReport' }),
]);
