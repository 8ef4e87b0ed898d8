import { expect, it } from '@jest/globals';
import { parse, print, stripIgnoredCharacters } from 'graphql';
import { withPlainConditions } from './plain-conditions.js';

const text = (source: string) => stripIgnoredCharacters(print(withPlainConditions(parse(source))));

it.each([
  ['a conditional field', '{ a { p @include(if: $c) } }', '{a{__typename p@include(if:$c)}}'],
  [
    'below, too',
    '{ a @skip(if: $c) { b { p @skip(if: $c) } } }',
    '{a@skip(if:$c){b{__typename p@skip(if:$c)}}}',
  ],
  ['a conditional fragment', '{ a { ... @skip(if: $c) { p } } }', '{a{__typename ...@skip(if:$c){p}}}'],
  [
    'a fragment of conditional fields',
    '{ a { ...F } } fragment F on A { p @skip(if: $c) }',
    '{a{__typename ...F}}fragment F on A{p@skip(if:$c)}',
  ],
])('asks for the type of an object with %s only', (_, source, expected) => {
  expect(text(source)).toBe(expected);
});

it.each([
  '{ a { p q @include(if: $c) } }',
  '{ a @include(if: $c) { p } }',
  '{ a { ...F } } fragment F on A { p q @skip(if: $c) }',
  '{ a { ... on B { p } } n @skip(if: $c) }',
])('leaves %s as it is', (source) => {
  expect(text(source)).toBe(stripIgnoredCharacters(source));
});

it.each([
  ['{ a { p @skip(if: true) q } }', '{a{q}}'],
  ['{ a { p @skip(if: false) @include(if: $c) q @include(if: true) } }', '{a{p@include(if:$c)q}}'],
  ['{ a { ... @include(if: false) { p } } }', '{a{__typename}}'],
  [
    '{ a @skip(if: true) { p } ...F @skip(if: true) } fragment F on A { p }',
    '{__typename}fragment F on A{p}',
  ],
])('decides the constants of %s', (source, expected) => {
  expect(text(source)).toBe(expected);
});
