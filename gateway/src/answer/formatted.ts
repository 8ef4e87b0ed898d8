import { type ErrorCode, errorCatalogue, type Refusal } from '@huitong/contract';

export type Path = readonly (string | number)[];

/** An error as it leaves the gateway. */
export interface FormattedError {
  readonly message: string;
  readonly path?: Path;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A refusal as it leaves; its `cause` stays here. */
export function formatRefusal(refusal: Refusal, path?: Path): FormattedError {
  return { message: refusal.message, ...(path ? { path } : {}), extensions: refusal.extensions };
}

/** An error of the catalogue with the catalogue's own words. */
export function formatCode(
  code: ErrorCode,
  path?: Path,
  facts: Record<string, unknown> = {},
): FormattedError {
  const { what, todo } = errorCatalogue[code];
  return { message: what, ...(path ? { path } : {}), extensions: { code, todo, ...facts } };
}
