/** 3 to 24 characters: digits, which may begin with + and hold hyphens. */
export const telephone = {
  test: /^\+?[0-9][0-9-]{1,22}[0-9]$/,
  means: 'a telephone number of 3 to 24 digits and hyphens',
};
