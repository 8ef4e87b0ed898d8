/**
 * Substring search over short Chinese and Latin text without a dictionary: the text is cut into windows of two
 * characters, a GIN index over the windows finds the candidates, and the normalised text itself decides.
 *
 * The same normalisation runs here and in PostgreSQL. It names every character it changes instead of asking the
 * locale, so that an index built on one cluster means the same on another with a different collation.
 */

/** White space and invisible characters that NFKC leaves standing; U+0000 cannot be stored anyway. */
const BLANKS = '\u0000\t\n\v\f\r \u0085\u1680\u180e\u200b\u200c\u200d\u2028\u2029\u2060\ufeff';

/** Letters folded to lower case: Latin, Greek and Cyrillic; Chinese has no case. */
const CAPITALS = [
  ...lettersBetween(0x41, 0x5a), // A–Z
  ...lettersBetween(0xc0, 0xde), // À–Þ, without ×
  ...lettersBetween(0x391, 0x3ab), // Α–Ϋ, such as the Φ of a pipe's diameter
  ...lettersBetween(0x400, 0x42f), // Ѐ–Я
];
const FOLDED = new Map([
  ...[...BLANKS].map((blank) => [blank, ''] as const),
  ...CAPITALS.map((letter) => [letter, letter.toLowerCase()] as const),
]);

function lettersBetween(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).filter(
    (letter) => letter.toLowerCase() !== letter,
  );
}

/** Text as it is compared: NFKC (full-width forms become plain ones), lower case, no white space. */
export function searchText(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFKC')) folded += FOLDED.get(character) ?? character;
  return folded;
}

/**
 * The different windows of two characters of a text, in order of appearance; a text of one character is its own
 * only window, an empty text has none. Characters are Unicode code points.
 *
 * @example bigrams('消防救援') // ['消防', '防救', '救援']
 */
export function bigrams(text: string): string[] {
  return windowsOf([...searchText(text)]);
}

function windowsOf(characters: readonly string[]): string[] {
  if (characters.length < 2) return [...characters];
  return [...new Set(characters.slice(1).map((character, index) => characters[index]! + character))];
}

/** A term prepared for {@link bigramPredicateSql}. */
export interface BigramQuery {
  /** Windows that a text with this term must have; empty for a term of one character, which has no window. */
  readonly windows: string[];
  /** The normalised term the text must contain; null where its single window, or nothing, already says so. */
  readonly term: string | null;
}

/**
 * Prepares a search term. Two characters are found by the index alone, longer terms by the index and then the
 * text, because windows may stand apart; a single character by the text alone. An empty term matches everything.
 */
export function bigramQuery(term: string): BigramQuery {
  const normalised = searchText(term);
  const characters = [...normalised];
  return {
    windows: characters.length < 2 ? [] : windowsOf(characters),
    term: characters.length === 0 || characters.length === 2 ? null : normalised,
  };
}

/**
 * Installs `kit_search_text(text)` and `kit_bigrams(text)`, equal to {@link searchText} and {@link bigrams}.
 * A migration runs it once per database; the database must be UTF-8. A loop takes a quarter of the time of the same in
 * one SQL expression, which is planned anew for every row written.
 */
export function bigramFunctionsSql(): string {
  const from = CAPITALS.join('') + [...BLANKS].filter((blank) => blank !== '\u0000').join('');
  const to = CAPITALS.map((letter) => letter.toLowerCase()).join('');
  return `create or replace function kit_search_text(input text) returns text
language sql immutable strict parallel safe
return translate(normalize(input, NFKC), ${unicodeLiteral(from)}, ${unicodeLiteral(to)});

create or replace function kit_bigrams(input text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  characters text[] := string_to_array(kit_search_text(input), null);
  last integer := cardinality(characters) - 1;
  found text[] := '{}';
  pair text;
begin
  if last < 1 then return characters; end if;
  for i in 1..last loop
    pair := characters[i] || characters[i + 1];
    if not pair = any(found) then found := found || pair; end if;
  end loop;
  return found;
end $$`;
}

/**
 * SQL of the normalised text and of the window array of an expression, for generated columns with a GIN index:
 *
 * ```sql
 * name_search  text   GENERATED ALWAYS AS (<searchTextSql('name')>) STORED
 * name_bigrams text[] GENERATED ALWAYS AS (<bigramsSql('name')>) STORED
 * CREATE INDEX ON coal_mine USING gin (name_bigrams)
 * ```
 */
export function bigramsSql(expression: string): string {
  return `kit_bigrams((${expression})::text)`;
}

/** See {@link bigramsSql}. Without the stored column the text is normalised again for every candidate, 30 µs each. */
export function searchTextSql(expression: string): string {
  return `kit_search_text((${expression})::text)`;
}

/** Where a search reads and where its parameters begin. */
export interface BigramPlace {
  /** SQL of the normalised text: the stored column, or {@link searchTextSql} of the plain one. */
  readonly searchText: string;
  /** SQL of the window column. */
  readonly windows: string;
  /** Number of the first of the two parameters of {@link bigramParameters}. */
  readonly firstParameter: number;
}

/** WHERE fragment that is true for exactly the rows whose normalised text contains the normalised term. */
export function bigramPredicateSql({ searchText, windows, firstParameter: n }: BigramPlace): string {
  return `(${windows} @> $${n}::text[] and ($${n + 1}::text is null or strpos(${searchText}, $${n + 1}::text) > 0))`;
}

/** The two parameter values of {@link bigramPredicateSql}, in order. */
export function bigramParameters(term: string): readonly [windows: string[], term: string | null] {
  const query = bigramQuery(term);
  return [query.windows, query.term];
}

/**
 * Lets the window index work under row-level security; a superuser runs it once per database.
 *
 * PostgreSQL enters an index with a caller's condition before the row policy only if its function is LEAKPROOF, that
 * is, tells nothing of its arguments by errors or messages. Array containment of text qualifies but is not marked,
 * since arrays can hold any type. Without the mark the answer is the same, by reading every row in scope.
 */
export function bigramsUnderRowSecuritySql(): string {
  return 'alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof';
}

/** A literal that shows no invisible character, U&'\\0041…'. */
function unicodeLiteral(text: string): string {
  const escaped = [...text].map(
    (character) => `\\${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
  return `U&'${escaped.join('')}'`;
}
