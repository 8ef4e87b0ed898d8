const key = 'huitong.token';

/** The token pasted in this browser session, or ''. It is gone when the window closes. */
export function readToken(): string {
  return window.sessionStorage.getItem(key) ?? '';
}

/** Keeps a token for this browser session; '' forgets it. */
export function writeToken(token: string): void {
  if (token === '') {
    window.sessionStorage.removeItem(key);
  } else {
    window.sessionStorage.setItem(key, token);
  }
}

/** What was pasted, without white space and without the word "Bearer" that often comes along from a curl line. */
export function cleanToken(pasted: string): string {
  return pasted
    .trim()
    .replace(/^(authorization:\s*)?bearer\s+/i, '')
    .replace(/\s+/g, '');
}
