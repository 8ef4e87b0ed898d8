import { describe, expect, it } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { withDefinedVariables } from './undefined-variables.js';

const [operation] = parse('query ($no: Boolean! = true, $of: Int) { a }')
  .definitions as OperationDefinitionNode[];
const definitions = () => operation!.variableDefinitions!;
const fetchOf = (text: string) => ({ operation: text, variables: ['of'] });

describe('the variables of a fetch', () => {
  it('are left alone where all are known, and in texts', () => {
    for (const text of ['query($of:Int){a(of:$of)}', 'query($of:Int){a(of:$of in:"$no")}']) {
      expect(withDefinedVariables(fetchOf(text), new Set(['of']), definitions)).toEqual(fetchOf(text));
    }
  });

  it('are defined as the caller did, and sent, where the planner forgot one', () => {
    const text = 'query($of:Int){a(of:$of){...on B{id@include(if:$no)}}}';
    expect(withDefinedVariables(fetchOf(text), new Set(['of']), definitions)).toEqual({
      operation: 'query($of:Int$no:Boolean!=true){a(of:$of){...on B{id@include(if:$no)}}}',
      variables: ['of', 'no'],
    });
  });

  it('are none that nobody defines', () => {
    const text = 'query($of:Int){a(of:$of in:$where)}';
    expect(() => withDefinedVariables(fetchOf(text), new Set(['of']), definitions)).toThrow('"$where"');
  });
});
