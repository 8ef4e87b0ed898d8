import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { departmentLines, gatewayDepartment, purposes, refusal, reservedRoles } from '@huitong/contract';
import type { ClaimsMapping } from '@huitong/gateway';

/** A claim by its names from the payload inwards: `realm_access.roles`, or a list where a name has a dot in it. */
const path = z
  .union([z.string(), z.array(z.string().min(1)).min(1).max(8)])
  .transform((given) => (typeof given === 'string' ? given.split('.') : given))
  .refine((names) => names.every((name) => name !== ''), 'has an empty name');

/** A rule whose values, here in the file, are of one kind: what the table leads to, and what is fixed. */
function ruleOf<Fixed>(ours: z.ZodType<string>, fixed: z.ZodType<Fixed>) {
  const constant = z.strictObject({ value: fixed });
  const claim = z.strictObject({
    claim: path,
    separator: z.string().min(1).max(3).optional(),
    words: z
      .array(z.tuple([z.string().min(1), ours]))
      .min(1)
      .max(2000)
      .refine(
        (pairs) => new Set(pairs.map(([word]) => word)).size === pairs.length,
        'names a word of the issuer twice',
      )
      .optional(),
    otherwise: ours.optional(),
  });
  // Not a union of the two, which could say only that neither fits and not what is wrong.
  return z
    .custom<unknown>((input) => typeof input === 'object' && input !== null, {
      error: ({ input }) => (input === undefined ? 'is missing' : 'is no rule'),
    })
    .transform((input, context) => {
      const checked = ('value' in (input as object) ? constant : claim).safeParse(input);
      if (checked.success) return checked.data;
      for (const { path: where, message } of checked.error.issues)
        context.addIssue({ code: 'custom', path: where, message });
      return z.NEVER;
    });
}

const single = (ours: z.ZodType<string>) => ruleOf(ours, ours);
const several = (ours: z.ZodType<string>) => ruleOf(ours, z.array(ours).min(1).max(1000));

const text = z.string().min(1).max(200);
const department = text
  .max(18)
  .refine((uscc) => !uscc.includes(',') && uscc !== gatewayDepartment, 'is no department');
const role = text.refine((name) => !reservedRoles.includes(name), 'is reserved');
const division = z.string().regex(/^[0-9]{6}(?:[0-9]{3}){0,2}$/, 'a division code has 6, 9 or 12 digits');

/** The file of `--claims`: every part of a caller, and where it is found. */
const mapping = z.strictObject({
  subject: single(text).default({ claim: ['sub'] }),
  kind: single(z.enum(['OFFICER', 'SYSTEM'])),
  department: single(department),
  line: single(z.enum(departmentLines)),
  departments: several(department).optional(),
  scope: several(division),
  role: single(role),
  purpose: single(z.enum(purposes)),
  incident: single(text).optional(),
});

const problemsOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path: where, message }) =>
      where.length === 0 ? message : `"${where.join('.')}" ${message[0]?.toLowerCase()}${message.slice(1)}`,
    )
    .join('; ');

/**
 * Reads how an issuer's claims say who asks. What a rule leads to is checked here against our words as far as the file
 * says it, so that a mapping that could never work is refused at start and not at the first caller.
 * @throws Refusal FILE_UNREADABLE, SETTING_INVALID; the message names each part that is wrong.
 */
export async function readClaimsMapping(file: string): Promise<ClaimsMapping> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw refusal('FILE_UNREADABLE', { at: file, cause, message: 'The claims mapping cannot be read.' });
  });
  const refuse = (why: string, cause?: unknown) =>
    refusal('SETTING_INVALID', { at: file, cause, message: `The claims mapping is not acceptable: ${why}.` });
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    throw refuse('it is no JSON', cause);
  }
  const result = mapping.safeParse(value);
  if (!result.success) throw refuse(problemsOf(result.error));
  return withoutAbsent(result.data);
}

/** zod leaves what is absent as undefined; a mapping has it not at all. */
const withoutAbsent = (read: z.output<typeof mapping>): ClaimsMapping =>
  JSON.parse(JSON.stringify(read)) as ClaimsMapping;
