import { readFileSync } from 'node:fs';
import { betaOf, type ClassSymbol } from '../src/rules/gb18218.js';
import { ghsClassesOf } from '../src/rules/ghsClasses.js';

/** A row of table 1 of GB 18218-2018 with what this department adds to it. */
export interface ReferenceChemical {
  /** Number of the row in table 1. */
  readonly no: number;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly cas: string | null;
  readonly un: string | null;
  readonly criticalQuantityTonnes: number;
  readonly classSymbol: ClassSymbol | null;
  readonly beta: number;
  readonly isHighlyToxic: boolean | null;
  readonly ergGuide: number | null;
  readonly spillMetres: number | null;
  readonly fireMetres: number | null;
}

/** The files as they stand beside this one, in the parts that are read. */
export interface StandardFile {
  readonly levels: readonly { readonly code: string; readonly min: number }[];
  readonly alpha: readonly { readonly minPersons: number; readonly alpha: number }[];
  readonly betaToxicGas: Readonly<Record<string, number>>;
  readonly table1: readonly {
    readonly no: number;
    readonly name: string;
    readonly alias: readonly string[];
    readonly cas: string | null;
    readonly un: string | null;
    readonly criticalQuantityTonnes: number;
  }[];
  readonly table2: readonly { readonly symbol: ClassSymbol; readonly beta: number }[];
}
interface PropertiesFile {
  readonly guides: Readonly<Record<string, { readonly spillMetres: number; readonly fireMetres: number }>>;
  readonly chemicals: readonly {
    readonly no: number;
    readonly name: string;
    readonly class: ClassSymbol | null;
    readonly isHighlyToxic: boolean | null;
    readonly ergGuide: number | null;
  }[];
}

interface ListsFile {
  readonly chemicals: readonly Omit<ChemicalLists, 'ghsClasses'>[];
}

/** What lists of the state, other than GB 18218-2018, say of a row of table 1; null where it is not known. */
export interface ChemicalLists {
  readonly no: number;
  readonly name: string;
  /** Number in 危险化学品目录 (2015版). */
  readonly catalogueNo: number | null;
  /** GHS hazard classes, Chinese, that the class symbol stands for. */
  readonly ghsClasses: readonly string[];
  readonly isKeySupervised: boolean | null;
  readonly isExplosivePrecursor: boolean | null;
  readonly isDrugPrecursor: boolean | null;
}

// Compiled, this file lies in dist/reference.
const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../reference/${name}`, import.meta.url), 'utf8'));

/** GB 18218-2018 as data: tables 1 to 6. */
export const readStandard = () => readJson('gb18218-2018.json') as StandardFile;

/**
 * Table 1 of GB 18218-2018, each row with its β, class, toxicity and isolation distances, in the order of its
 * numbers. Throws when the two files do not speak of the same chemicals.
 */
export function readChemicals(): ReferenceChemical[] {
  const { guides, chemicals } = readJson('chemical-properties.json') as PropertiesFile;
  const properties = new Map(chemicals.map((one) => [one.no, one]));
  return readStandard().table1.map((row) => {
    const property = properties.get(row.no);
    if (property?.name !== row.name)
      throw new Error(`chemical-properties.json lacks row ${row.no}, ${row.name}`);
    const guide = property.ergGuide === null ? undefined : guides[property.ergGuide];
    return {
      no: row.no,
      name: row.name,
      aliases: row.alias,
      cas: row.cas,
      un: row.un,
      criticalQuantityTonnes: row.criticalQuantityTonnes,
      classSymbol: property.class,
      beta: betaOf({ gb18218No: row.no, classSymbol: property.class }),
      isHighlyToxic: property.isHighlyToxic,
      ergGuide: property.ergGuide,
      spillMetres: guide?.spillMetres ?? null,
      fireMetres: guide?.fireMetres ?? null,
    };
  });
}

/** Every row of table 1 with what other lists say of it. Throws when the files do not speak of the same chemicals. */
export function readChemicalLists(): ChemicalLists[] {
  const { chemicals } = readJson('chemical-lists.json') as ListsFile;
  const lists = new Map(chemicals.map((one) => [one.no, one]));
  return readChemicals().map(({ no, name, classSymbol }) => {
    const listed = lists.get(no);
    if (listed?.name !== name) throw new Error(`chemical-lists.json lacks row ${no}, ${name}`);
    return { ...listed, ghsClasses: ghsClassesOf(classSymbol) };
  });
}
