import { GraphQLError } from 'graphql';

interface CatalogueItem {
  /** HTTP status when the whole request is refused; 200 where the refusal is part of an answer. */
  readonly status: number;
  /** What happened, in one sentence. */
  readonly what: string;
  /** What the reader can do about it. */
  readonly todo: string;
}

const item = (status: number, what: string, todo: string): CatalogueItem => ({ status, what, todo });

/**
 * Every error that a caller, an operator or an importing department can meet. docs/errors.md lists the same
 * codes; a test compares the two in both directions. Codes are only ever added.
 */
export const errorCatalogue = {
  // The request itself
  MALFORMED_JSON: item(400, 'The body is not valid JSON.', 'Send one JSON object with a "query" string.'),
  MALFORMED_REQUEST: item(
    400,
    'The request is not a GraphQL request.',
    'Send {"query": "...", "variables": {...}}.',
  ),
  INVALID_ENCODING: item(
    400,
    'The body is not valid UTF-8.',
    'Send the body as UTF-8 without a byte order mark.',
  ),
  BODY_TOO_LARGE: item(
    413,
    'The body is larger than this gateway accepts.',
    'Send a smaller request or persist it.',
  ),
  BODY_TOO_DEEP: item(400, 'The JSON of the body is nested too deeply.', 'Flatten the variables.'),
  DUPLICATE_KEY: item(400, 'The JSON of the body names one key twice.', 'Name each key once.'),
  VARIABLES_TOO_LARGE: item(
    413,
    'The variables are larger than this gateway accepts.',
    'Send fewer or shorter values.',
  ),
  URI_TOO_LONG: item(414, 'The query string is longer than this gateway accepts.', 'Use POST.'),
  BATCH_NOT_ACCEPTED: item(
    400,
    'Batches are not accepted.',
    'Send one operation at a time; the operator may allow batches.',
  ),
  BATCH_TOO_LARGE: item(400, 'The batch has too many operations.', 'Send fewer operations at once.'),
  UNSUPPORTED_MEDIA_TYPE: item(
    415,
    'This media type is not accepted.',
    'Send Content-Type: application/json.',
  ),
  METHOD_NOT_ALLOWED: item(405, 'This method is not allowed here.', 'Use POST, or GET for a query.'),
  NOT_FOUND: item(
    404,
    'Nothing stands at this address.',
    'The graph is at /graphql, the explorer at /explorer.',
  ),
  // Who asks
  UNAUTHENTICATED: item(
    401,
    'The request carries no acceptable token.',
    'Send Authorization: Bearer with a token of the configured issuer.',
  ),
  TOKEN_EXPIRED: item(401, 'The token has expired.', 'Ask the issuer for a new one.'),
  IDENTITY_UNAVAILABLE: item(
    503,
    "The issuer's keys cannot be read at the moment.",
    'Try again; the operator finds the cause in the log.',
  ),
  CALLER_REVOKED: item(
    403,
    'This caller was cut off.',
    'Ask the data administration (数据局) why, and to lift it.',
  ),
  QUOTA_EXCEEDED: item(
    429,
    'The quota of this caller or of a grant is used up.',
    'Try again after the time in Retry-After, ask for less, or agree on bulk exchange.',
  ),
  FORBIDDEN: item(403, 'This caller may not do this.', 'Ask the sharing officer of your department.'),
  // The operation
  SYNTAX_ERROR: item(400, 'The query is not valid GraphQL.', 'Correct the query at the place named.'),
  VALIDATION_FAILED: item(
    400,
    'The query does not fit the schema.',
    'Compare it with the schema in /explorer.',
  ),
  VARIABLE_INVALID: item(400, 'A variable does not fit its type.', 'Correct the variable named.'),
  OPERATION_UNKNOWN: item(
    400,
    'The operation to run cannot be determined.',
    'Name one of the operations of the document in operationName.',
  ),
  MUTATION_BY_GET: item(405, 'A mutation cannot be sent by GET.', 'Use POST.'),
  MUTATION_IN_BATCH: item(400, 'A mutation cannot be part of a batch.', 'Send it alone.'),
  INTROSPECTION_DISABLED: item(
    403,
    'This caller may not introspect the schema.',
    'Read the schema from its file, or ask the operator.',
  ),
  PERSISTED_QUERY_NOT_FOUND: item(
    400,
    'No operation is known under this id.',
    'Send the query text beside its hash.',
  ),
  PERSISTED_QUERY_HASH_MISMATCH: item(
    400,
    'The hash is not that of the query sent with it.',
    'Send the SHA-256 of the exact query text, in hexadecimal.',
  ),
  OPERATION_NOT_LISTED: item(
    403,
    'Only listed operations are served here.',
    'Have the operation added to the list, and send it unchanged.',
  ),
  TOO_MANY_TOKENS: item(400, 'The query has too many tokens.', 'Split the query.'),
  TOO_DEEP: item(400, 'The query is nested too deeply.', 'Ask for fewer levels.'),
  TOO_MANY_ALIASES: item(
    400,
    'The query has too many aliases.',
    'Use variables and lists instead of aliases.',
  ),
  TOO_MANY_ROOT_FIELDS: item(400, 'The query has too many fields at its root.', 'Split the query.'),
  TOO_MANY_DIRECTIVES: item(400, 'The query has too many directives.', 'Leave out what is always the same.'),
  TOO_MANY_REPETITIONS: item(
    400,
    'The query repeats response names too often.',
    'Name each field once in a selection; use fragments once.',
  ),
  TOO_COSTLY: item(
    400,
    'The query costs more than one request may.',
    'Ask for smaller pages (first), fewer levels of lists or fewer costly fields.',
  ),
  LIST_SIZE_REQUIRED: item(
    400,
    'A list is asked for without its size, or with several.',
    'Give exactly one of the arguments named.',
  ),
  TOO_LARGE_EXPANDED: item(
    400,
    'The query is too large once its fragments are spread.',
    'Spread fewer fragments or split the query.',
  ),
  TOO_MANY_OBJECTS: item(
    400,
    'The pages of the query multiply to more objects than one answer may hold.',
    'Ask for smaller pages (first) or fewer levels of lists.',
  ),
  PLANNING_TIMEOUT: item(
    400,
    'The query takes too long to plan.',
    'Ask for fewer types across departments at once.',
  ),
  OVERLOADED: item(503, 'The gateway is at its limit.', 'Try again after the time in Retry-After.'),
  SHUTTING_DOWN: item(503, 'The gateway is being stopped.', 'Try again in a moment.'),
  // The departments
  SUBGRAPH_UNAVAILABLE: item(
    200,
    'A department cannot be reached.',
    'The rest of the answer holds; extensions.missing says who is missing and since when.',
  ),
  SUBGRAPH_TIMEOUT: item(
    200,
    'A department did not answer in time.',
    'The rest of the answer holds; try again.',
  ),
  SUBGRAPH_RESPONSE_TOO_LARGE: item(
    200,
    'A department answered with more than the gateway accepts.',
    'Ask for fewer rows.',
  ),
  SUBGRAPH_ERROR: item(
    200,
    'A department could not answer this part.',
    'Report the request id to the operator.',
  ),
  // Sharing
  FIELD_NOT_SHARED: item(
    200,
    'This item is not shared with the caller.',
    'Apply to its provider under the catalogue entry named (政务数据共享条例 art. 20).',
  ),
  JOIN_RISK: item(
    200,
    'These items may be read alone, not together.',
    'Ask for fewer of the fields named, or apply for one grant that names each of them (政务数据共享条例 art. 25).',
  ),
  COUNT_WITHHELD: item(
    200,
    'Fewer than five rows, of which the caller holds at most single fields; their number is withheld.',
    'Count the rows that the list shows, or apply for the whole type.',
  ),
  UNAUTHORIZED_FIELD_OR_TYPE: item(
    200,
    'This item needs rights that the caller does not have.',
    'Leave it out, or have the scope or policy it needs added to your token.',
  ),
  UNMASK_NOT_GRANTED: item(
    200,
    'No grant allows this value in clear; it is masked.',
    'Apply for a grant that allows unmasking, and name its incident.',
  ),
  AUDIT_UNAVAILABLE: item(
    503,
    'The use of conditional data cannot be put on record, so it is withheld.',
    'Try again; the operator finds the cause in the log.',
  ),
  ENVELOPE_INVALID: item(401, 'This service answers its gateway only.', 'Ask the gateway.'),
  CATALOGUE_ITEM_UNKNOWN: item(
    200,
    'The catalogue has no such item.',
    "Name Type.field or Type as the graph's schema has it.",
  ),
  CATALOGUE_ITEM_NOT_SHARED: item(
    200,
    'This item is not shared (不予共享).',
    'The legal basis is named; negotiate with its provider, or leave it out.',
  ),
  PURPOSE_NOT_SHARED: item(
    200,
    'The item is not shared for this purpose.',
    'Apply for one of the purposes named, or leave the item out.',
  ),
  GRANT_PERIOD_INVALID: item(
    200,
    'The time of use is past, turned round or too long.',
    'Give a time that begins now or later and ends; apply again before it does.',
  ),
  GRANT_TOO_WIDE: item(
    200,
    'More would be granted than was asked for, or than the provider has.',
    'Grant what was asked for or less of it, in your own divisions.',
  ),
  GRANT_OVERLAPS: item(
    200,
    'The department has such a grant already.',
    'Let the grant named run out or end it first, or grant what it does not cover.',
  ),
  // Input
  BAD_INPUT: item(200, 'An input value is not acceptable.', 'Correct the value at the place named.'),
  DIVISION_UNKNOWN: item(
    200,
    'There is no such administrative division.',
    'Use a code of GB/T 2260 (6 digits), a township (9) or a village (12).',
  ),
  RADIUS_OUT_OF_RANGE: item(200, 'The radius is out of range.', 'Give withinKm above 0 and at most 500.'),
  COORDINATE_OUT_OF_RANGE: item(
    200,
    'The coordinates are not a place on earth.',
    'Give lat between -90 and 90, lon between -180 and 180, in degrees.',
  ),
  BOX_INVERTED: item(200, 'The box has no area.', 'Give minLat below maxLat and minLon below maxLon.'),
  PAGE_SIZE_OUT_OF_RANGE: item(
    200,
    'The page size is out of range.',
    'Give first between 1 and 500 and go on with after.',
  ),
  CURSOR_INVALID: item(
    200,
    'The cursor does not belong to this list.',
    'Use the endCursor of the page before, with the same filters and order.',
  ),
  USCC_MALFORMED: item(
    200,
    'This is not a unified social credit code.',
    'Give 18 characters of GB 32100-2015.',
  ),
  NOT_OWN_ROW: item(
    200,
    "The row is not one of the caller's department in its own divisions.",
    'Only the source department writes a row; check ownerDepartment and divisionCode.',
  ),
  CONFLICT: item(200, 'The row cannot be written as given.', 'Read the row again and repeat.'),
  TRANSITION_ILLEGAL: item(
    200,
    'This move cannot be made in the present state.',
    'Make one of the legal moves named.',
  ),
  EVIDENCE_MISSING: item(
    200,
    'The move lacks evidence.',
    'Give what is named; nextMoves of the row says what each move needs.',
  ),
  STATE_CHANGED: item(
    200,
    'The row has changed since it was read.',
    'Read it again, and decide on the state it is in now.',
  ),
  INTERNAL: item(500, 'Something failed inside.', 'Report the request id to the operator.'),
  // Warnings: the value is kept and marked
  USCC_CHECK_DIGIT: item(
    200,
    'The check character of a unified social credit code does not fit.',
    'The row is kept; compare the code with the business licence.',
  ),
  OUTSIDE_PROVINCE: item(
    200,
    'The point lies outside the province.',
    'Check whether latitude and longitude are swapped.',
  ),
  FORMULA_VALUE: item(
    200,
    'The value is the stored result of a formula.',
    'The row is kept; paste values in place of formulas to be sure.',
  ),
  DIVISION_APPROXIMATE: item(
    200,
    'The division was found by the nearest seat.',
    'Declare the division code.',
  ),
  // Bringing data in
  FILE_UNREADABLE: item(400, 'The file cannot be read.', 'Check path, permissions and format.'),
  WORKBOOK_UNSAFE: item(
    400,
    'The workbook holds what a table of rows does not need.',
    'Save the sheet alone as .xlsx without macros or password, or as CSV.',
  ),
  WORKBOOK_LAYOUT: item(
    400,
    'The sheet is not a plain table.',
    'Undo what is named: one header row, one row for each object, values in place of formulas.',
  ),
  TEMPLATE_OUTDATED: item(
    400,
    'The template is not the current one.',
    'Write a new one with huitong import --template and copy the rows into it.',
  ),
  FILE_ENCODING: item(400, 'The file is neither UTF-8 nor GB18030.', 'Save it as UTF-8 CSV.'),
  HEADER_MISSING: item(
    400,
    'A required column is missing.',
    'Add the column named, or choose the profile that fits the file.',
  ),
  HEADER_DUPLICATE: item(400, 'A column stands twice in the header.', 'Remove one of them.'),
  ROW_MALFORMED: item(400, 'The row does not have the columns of the header.', 'Correct the row.'),
  VALUE_MISSING: item(400, 'A required value is missing.', 'Fill the cell in.'),
  VALUE_INVALID: item(400, 'A value is not acceptable.', 'Correct the cell named.'),
  REFERENCE_UNKNOWN: item(
    400,
    'The row names a parent that is not there.',
    'Import the parent rows first, or correct the id.',
  ),
  ROW_REPEATED: item(400, 'The same row stands in the file more than once.', 'Keep one of them.'),
  DATASET_UNKNOWN: item(400, 'There is no such dataset.', 'huitong import --list names the datasets.'),
  PROFILE_UNKNOWN: item(400, 'There is no such profile.', 'huitong import --list names the profiles.'),
  // Taking rows out
  FORM_UNKNOWN: item(400, 'There is no such form.', 'huitong export --list names the forms.'),
  GATEWAY_UNREACHABLE: item(
    503,
    'The gateway does not answer at this address.',
    'Start it, or give its address with --gateway.',
  ),
  EXPORT_FAILED: item(
    400,
    'The graph refuses what the form asks.',
    'Read the code named as the place; a form of your own may ask for a field that is not there.',
  ),
  EXPORT_INCOMPLETE: item(
    503,
    'A department did not answer, so the form would be incomplete; nothing was written.',
    'Run it again when the department named answers.',
  ),
  // Operating
  SETTING_UNKNOWN: item(400, 'There is no such setting.', 'huitong start --help lists the settings.'),
  SETTING_INVALID: item(400, 'A setting has an unacceptable value.', 'Correct the setting named.'),
  DATA_FOLDER_IN_USE: item(
    400,
    'Another Huitong runs on this data folder.',
    'Stop it first, or choose another folder with --data.',
  ),
  DATA_FOLDER_UNUSABLE: item(
    400,
    'The data folder cannot be used.',
    'Choose a folder that this user may write, with --data.',
  ),
  PORT_TAKEN: item(400, 'The port is taken.', 'Choose another with --port.'),
  DATABASE_UNSUITABLE: item(400, 'The PostgreSQL server cannot hold Huitong.', 'Meet the condition named.'),
  DATABASE_UNREACHABLE: item(
    503,
    'The PostgreSQL server cannot be reached.',
    'Check the address and that the server runs.',
  ),
  MIGRATION_FAILED: item(
    500,
    'A migration could not be applied.',
    'Nothing of it was kept; see the log for the statement.',
  ),
  AUDIT_LOG_BROKEN: item(
    500,
    'The record of decisions is not what was written.',
    'Keep the folder as it is for whoever looks into it, run huitong audit verify, and begin another folder.',
  ),
  NOT_IN_PRODUCTION: item(
    400,
    'This is a convenience of development and refuses to run in production.',
    'Configure the real thing, or unset NODE_ENV=production.',
  ),
  SUPERGRAPH_INVALID: item(400, 'The supergraph cannot be used.', 'Compose it anew; the one in use stays.'),
} as const satisfies Record<string, CatalogueItem>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;

/** Whether a string is a code of the catalogue; own keys only, so `constructor` is not one. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCatalogue, value);
}

/** What a refusal adds to its catalogue entry. */
export interface RefusalDetail {
  /** The sentence for this case; the catalogue's own when absent. Never holds a protected value. */
  readonly message?: string;
  /** Where: an argument, a column and row, a setting, a coordinate. */
  readonly at?: string;
  /** Further plain facts for programs, for example the catalogue entry or the limit. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  /** For the log only; never leaves the process. */
  readonly cause?: unknown;
}

/**
 * An expected refusal: the one kind of error whose text may leave the process. Everything else that is thrown
 * is a bug, masked as INTERNAL and logged.
 */
export class Refusal extends GraphQLError {
  readonly code: ErrorCode;
  readonly status: number;

  constructor(code: ErrorCode, detail: RefusalDetail = {}) {
    const entry: CatalogueItem = errorCatalogue[code];
    super(detail.message ?? entry.what, {
      extensions: {
        code,
        ...(detail.at === undefined ? {} : { at: detail.at }),
        todo: entry.todo,
        ...detail.facts,
      },
    });
    this.name = 'Refusal';
    this.code = code;
    this.status = entry.status;
    if (detail.cause !== undefined) this.cause = detail.cause;
  }
}

/** Makes a {@link Refusal} of the catalogue; throw it or return it. */
export function refusal(code: ErrorCode, detail: RefusalDetail = {}): Refusal {
  return new Refusal(code, detail);
}

/** Finds the refusal in a thrown value, also when graphql-js has wrapped it; null means a bug. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const inner = error instanceof GraphQLError ? error.originalError : undefined;
  return inner instanceof Refusal ? inner : null;
}

/** A warning: the value is kept and marked. Travels in `extensions.warnings`. */
export interface Warning {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly at?: string;
}

/** A refused coordinate, once per answer however many rows it touched. Travels in `extensions.denied`. */
export interface Denial {
  /** `Type.field` of the schema. */
  readonly coordinate: string;
  /** Catalogue entry under which to apply. */
  readonly entry: string | null;
  readonly code: ErrorCode;
  /** Response path of the first place, where it is known. */
  readonly path?: readonly (string | number)[];
}
