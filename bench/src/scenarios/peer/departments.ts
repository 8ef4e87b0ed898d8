import type { ObjectLiteral } from 'typeorm';
import type { Context, Department } from './department.js';
import { type Near, nearest } from './near.js';

type Row = ObjectLiteral;
interface Key {
  readonly id: string;
}
interface First {
  readonly first: number;
}

const reference = (entity: string) => ({
  __resolveReference: ({ id }: Key, context: Context) => context.one(entity, 'id').load(id),
});
const page = (rows: readonly Row[], first: number) => ({ nodes: rows.slice(0, first) });
const stubs = /* GraphQL */ `
  type Department @key(fields: "uscc", resolvable: false) {
    uscc: USCC!
  }
  input PointInput {
    lat: Float!
    lon: Float!
  }
  input NearInput {
    point: PointInput!
    withinKm: Float!
  }
`;

/** Edges to the types of commons, by key. */
const links = {
  enterprise: ({ enterpriseUscc }: Row) => (enterpriseUscc ? { uscc: enterpriseUscc as string } : null),
  division: ({ divisionCode }: Row) => ({ code: divisionCode as string }),
  ownerDepartment: ({ ownerDepartment }: Row) => ({ uscc: ownerDepartment as string }),
};

const commons: Department = {
  name: 'commons',
  schema: /* GraphQL */ `
    type Query {
      enterprise(uscc: USCC!): Enterprise
      division(code: DivisionCode!): AdminDivision
    }
    type Enterprise @key(fields: "uscc") {
      uscc: USCC!
      name: String
    }
    type Department @key(fields: "uscc") {
      uscc: USCC!
      name: String
    }
    type AdminDivision @key(fields: "code") {
      code: DivisionCode!
      name: String
      children(first: Int = 20): AdminDivisionPage
    }
    type AdminDivisionPage {
      nodes: [AdminDivision!]!
    }
  `,
  resolvers: {
    Query: {
      enterprise: (_: unknown, { uscc }: { uscc: string }, context: Context) =>
        context.one('Enterprise', 'uscc').load(uscc),
      division: (_: unknown, { code }: { code: string }, context: Context) =>
        context.one('AdminDivision', 'code').load(code),
    },
    Enterprise: {
      __resolveReference: ({ uscc }: { uscc: string }, context: Context) =>
        context.one('Enterprise', 'uscc').load(uscc),
    },
    Department: {
      __resolveReference: ({ uscc }: { uscc: string }, context: Context) =>
        context.one('Department', 'uscc').load(uscc),
    },
    AdminDivision: {
      __resolveReference: ({ code }: { code: string }, context: Context) =>
        context.one('AdminDivision', 'code').load(code),
      children: async (division: Row, { first }: First, context: Context) =>
        page(
          await context.many('AdminDivision', 'parentCode', { code: 'ASC' }).load(String(division['code'])),
          first,
        ),
    },
  },
};

const mines: Department = {
  name: 'mines',
  schema:
    stubs +
    /* GraphQL */ `
      type Query {
        coalMine(id: ID!): CoalMine
        coalMines(
          where: CoalMineWhere
          division: DivisionCode
          near: NearInput
          first: Int = 20
        ): CoalMinePage
      }
      input CoalMineWhere {
        status: MineStatus
        approvedCapacityWanTonnesPerYearGte: Float
      }
      enum MineStatus {
        PRODUCING
        CONSTRUCTION
        STOPPED
        CONSTRUCTION_STOPPED
        CLOSED
      }
      type CoalMine @key(fields: "id") {
        id: ID!
        name: String
        status: MineStatus
        approvedCapacityWanTonnesPerYear: Float
        depthMaxMetres: Float
        undergroundMax: Int
        enterprise: Enterprise
        division: AdminDivision
        ownerDepartment: Department
      }
      type CoalMinePage {
        nodes: [CoalMine!]!
        edges: [CoalMineEdge!]
      }
      type CoalMineEdge {
        node: CoalMine!
        distanceMetres: Float
      }
      type Enterprise @key(fields: "uscc") {
        uscc: USCC!
        coalMines(first: Int = 20): CoalMinePage
      }
      type AdminDivision @key(fields: "code", resolvable: false) {
        code: DivisionCode!
      }
    `,
  resolvers: {
    Query: {
      coalMine: (_: unknown, { id }: Key, context: Context) => context.one('CoalMine', 'id').load(id),
      async coalMines(_: unknown, args: CoalMinesArguments, context: Context) {
        if (args.near) return nearest(context, 'CoalMine', args.near, args.first);
        const query = context.repository('CoalMine').createQueryBuilder('item');
        const { where = {}, division, first } = args;
        if (where.status) query.andWhere('item.status = :status', where);
        if (where.approvedCapacityWanTonnesPerYearGte !== undefined) {
          const least = where.approvedCapacityWanTonnesPerYearGte;
          query.andWhere('item.approvedCapacityWanTonnesPerYear >= :least', { least });
        }
        if (division) query.andWhere('item.division_path && array[:division]', { division });
        return { nodes: await query.orderBy('item.name').addOrderBy('item.id').limit(first).getMany() };
      },
    },
    CoalMine: { ...reference('CoalMine'), ...links },
    Enterprise: {
      __resolveReference: (key: object) => key,
      coalMines: async ({ uscc }: { uscc: string }, { first }: First, context: Context) =>
        page(await context.many('CoalMine', 'enterpriseUscc').load(uscc), first),
    },
  },
};

interface CoalMinesArguments extends First {
  readonly where?: { readonly status?: string; readonly approvedCapacityWanTonnesPerYearGte?: number };
  readonly division?: string;
  readonly near?: Near;
}

const hazmat: Department = {
  name: 'hazmat',
  schema: /* GraphQL */ `
    type Query {
      majorHazard(id: ID!): MajorHazard
    }
    type MajorHazard @key(fields: "id") {
      id: ID!
      name: String
      level: String
      exposedPersons: Int
      tanks(first: Int = 20): TankPage
    }
    type MajorHazardPage {
      nodes: [MajorHazard!]!
    }
    type Tank @key(fields: "id") {
      id: ID!
      name: String
      chemical: Chemical
    }
    type TankPage {
      nodes: [Tank!]!
    }
    type Chemical @key(fields: "gb18218No") {
      gb18218No: Int!
      name: String
      unNo: String
    }
    type Enterprise @key(fields: "uscc") {
      uscc: USCC!
      majorHazards(first: Int = 20): MajorHazardPage
    }
  `,
  resolvers: {
    Query: {
      majorHazard: (_: unknown, { id }: Key, context: Context) => context.one('MajorHazard', 'id').load(id),
    },
    MajorHazard: {
      ...reference('MajorHazard'),
      tanks: async ({ id }: Key, { first }: First, context: Context) =>
        page(await context.many('Tank', 'majorHazardId').load(id), first),
    },
    Tank: {
      ...reference('Tank'),
      chemical: (tank: Row, _: unknown, context: Context) =>
        context.one('Chemical', 'gb18218No').load(String(tank['chemicalNo'])),
    },
    Enterprise: {
      __resolveReference: (key: object) => key,
      majorHazards: async ({ uscc }: { uscc: string }, { first }: First, context: Context) =>
        page(await context.many('MajorHazard', 'enterpriseUscc').load(uscc), first),
    },
  },
};

const fire: Department = {
  name: 'fire',
  schema:
    stubs +
    /* GraphQL */ `
      type Query {
        waterSources(near: NearInput!, first: Int = 20): WaterSourcePage
        fireBrigades(near: NearInput!, first: Int = 20): FireBrigadePage
      }
      type WaterSource @key(fields: "id") {
        id: ID!
        name: String
        flowLitresPerSecond: Float
      }
      type WaterSourcePage {
        edges: [WaterSourceEdge!]!
      }
      type WaterSourceEdge {
        node: WaterSource!
        distanceMetres: Float
      }
      type FireBrigade @key(fields: "id") {
        id: ID!
        name: String
        foamTonnes: Float
        vehicles: [FireVehicle!]
      }
      type FireBrigadePage {
        edges: [FireBrigadeEdge!]!
      }
      type FireBrigadeEdge {
        node: FireBrigade!
        distanceMetres: Float
      }
      type FireVehicle @key(fields: "id") {
        id: ID!
        designation: String
        type: String
      }
      type FireUnit @key(fields: "id") {
        id: ID!
        name: String
      }
      type FireUnitPage {
        nodes: [FireUnit!]!
      }
      type Enterprise @key(fields: "uscc") {
        uscc: USCC!
        fireUnits(first: Int = 20): FireUnitPage
      }
    `,
  resolvers: {
    Query: {
      waterSources: (_: unknown, { near, first }: First & { near: Near }, context: Context) =>
        nearest(context, 'WaterSource', near, first),
      fireBrigades: (_: unknown, { near, first }: First & { near: Near }, context: Context) =>
        nearest(context, 'FireBrigade', near, first),
    },
    WaterSource: reference('WaterSource'),
    FireBrigade: {
      ...reference('FireBrigade'),
      vehicles: ({ id }: Key, _: unknown, context: Context) =>
        context.many('FireVehicle', 'fireBrigadeId', { designation: 'ASC', id: 'ASC' }).load(id),
    },
    FireVehicle: reference('FireVehicle'),
    FireUnit: reference('FireUnit'),
    Enterprise: {
      __resolveReference: (key: object) => key,
      fireUnits: async ({ uscc }: { uscc: string }, { first }: First, context: Context) =>
        page(await context.many('FireUnit', 'enterpriseUscc').load(uscc), first),
    },
  },
};

const emergency: Department = {
  name: 'emergency',
  schema: /* GraphQL */ `
    type Query {
      shelter(id: ID!): Shelter
    }
    type Shelter @key(fields: "id") {
      id: ID!
      name: String
      capacity: Int
    }
    type ShelterPage {
      nodes: [Shelter!]!
    }
    type AdminDivision @key(fields: "code") {
      code: DivisionCode!
      shelters(first: Int = 20): ShelterPage
    }
  `,
  resolvers: {
    Query: { shelter: (_: unknown, { id }: Key, context: Context) => context.one('Shelter', 'id').load(id) },
    Shelter: reference('Shelter'),
    AdminDivision: {
      __resolveReference: (key: object) => key,
      shelters: async ({ code }: { code: string }, { first }: First, context: Context) =>
        page(await context.many('Shelter', 'divisionCode').load(code), first),
    },
  },
};

/** The same departments, as far as the measured questions go. */
export const departments: readonly Department[] = [commons, mines, hazmat, fire, emergency];
