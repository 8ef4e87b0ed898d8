/** What can keep a database from being set up; every one is something an operator can act on. */
export type DatabaseSetupCode =
  | 'PLATFORM_UNSUPPORTED'
  | 'BINARIES_UNUSABLE'
  | 'DATA_DIRECTORY_IN_USE'
  | 'DATA_DIRECTORY_UNUSABLE'
  | 'SECRETS_UNUSABLE'
  | 'PORT_TAKEN'
  | 'SETTING_REFUSED'
  | 'START_FAILED'
  | 'STOP_FAILED'
  | 'SERVER_UNREACHABLE'
  | 'SERVER_UNSUITABLE'
  | 'ROLE_UNSAFE'
  | 'NAME_INVALID';

/**
 * An expected refusal while a database is started or prepared. The message says what, where and what to do,
 * never contains a password, and is meant to be printed without a stack.
 */
export class DatabaseSetupError extends Error {
  override readonly name = 'DatabaseSetupError';

  constructor(
    readonly code: DatabaseSetupCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The `code` of a Node or PostgreSQL error (`ENOENT`, `57P03`), or undefined. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The message of anything thrown. */
export function errorText(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.map(errorText).join('; ');
  return error instanceof Error ? error.message : String(error);
}
