import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const config = ts.readConfigFile(`${source}../../tsconfig.base.json`, (path) => ts.sys.readFile(path))
  .config as {
  compilerOptions: object;
};
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, source);

const head = `
import { claim, type Allotted, type Bounded, type Decided, type Identified, type Parsed, type Permitted, type Planned, type Received, type Settled } from './contexts.js';
import { authorise } from './stages/authorise.js';
import { decide } from './stages/decide.js';
import { execute } from './stages/execute.js';
import { limit } from './stages/limit.js';
import { parse } from './stages/parse.js';
import { plan } from './stages/plan.js';
import { respond } from './stages/respond.js';
declare const received: Received; declare const identified: Identified; declare const parsed: Parsed;
declare const bounded: Bounded; declare const permitted: Permitted; declare const allotted: Allotted; declare const planned: Planned;
declare const decided: Decided; declare const settled: Settled; declare const services: any;
export { authorise, decide, execute, limit, parse, plan, respond, claim, received, identified, parsed, bounded, permitted, allotted, planned, decided, settled, services };
`;

/** Compiles snippets as if they were files of this folder, and tells what the compiler says of each. */
function compile(snippets: readonly string[]): readonly string[][] {
  const files = new Map(snippets.map((snippet, index) => [`${source}snippet${index}.ts`, head + snippet]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile.call(host, name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
  };
  host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
  host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true, composite: false }, host);
  return [...files.keys()].map((name) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
  );
}

describe('the compiler', () => {
  it('accepts the order of the pipeline and refuses every other', () => {
    const good = [
      'void plan(allotted); void execute(decided, services); respond(settled, services);',
      'void execute(planned && decided, services);',
    ];
    const bad = [
      'limit(identified, services);',
      'parse(identified, services);',
      'authorise(parsed, services);',
      'void plan(bounded);',
      'void plan(permitted);',
      'void decide(permitted, services);',
      'void execute(planned, services);',
      'respond(decided, services);',
      // Made by hand with every member, but never marked.
      'void execute({ ...permitted, plan: planned.plan, durable: null }, services);',
      'const { exchange, params, served, budget, batched, caller, query, checked, document, operation, operationHash, variables, measure, size } = bounded; void plan({ exchange, params, served, budget, batched, caller, query, checked, document, operation, operationHash, variables, measure, size, reduction: permitted.reduction, refused: [], uses: [] });',
    ];
    const results = compile([...good, ...bad]);
    expect(results.slice(0, good.length)).toEqual(good.map(() => []));
    for (const [index, messages] of results.slice(good.length).entries()) {
      expect([bad[index], messages.some((message) => /not assignable|missing/.test(message))]).toEqual([
        bad[index],
        true,
      ]);
    }
  });
});

describe('the stages', () => {
  it('are named in order by the pipeline, and import none of each other', () => {
    const pipeline = readFileSync(`${source}pipeline.ts`, 'utf8');
    const stages = [
      'receive',
      'authenticate',
      'entitle',
      'resolve',
      'parse',
      'limit',
      'authorise',
      'allot',
      'plan',
      'decide',
      'execute',
      'outcome',
      'respond',
    ];
    const places = stages.map((stage) =>
      pipeline.search(new RegExp(`= (?:\\(reached = )?(?:await )?${stage}\\(`)),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((left, right) => left - right)).toEqual(places);
    for (const stage of stages) {
      const text = readFileSync(`${source}stages/${stage}.ts`, 'utf8');
      expect(text).not.toMatch(/from '\.\/|from '\.\.\/stages/);
    }
  });
});
