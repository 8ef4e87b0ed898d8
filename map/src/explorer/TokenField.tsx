import { useState } from 'react';
import { cleanToken } from './token.js';

/**
 * The field for the caller's token. It takes effect on Enter or on leaving the field, not on every key, because each
 * change makes the explorer read the schema again.
 */
export function TokenField({ token, onChange }: { token: string; onChange: (token: string) => void }) {
  const [typed, setTyped] = useState(token);

  function apply(next: string) {
    const cleaned = cleanToken(next);
    setTyped(cleaned);
    if (cleaned !== token) {
      onChange(cleaned);
    }
  }

  return (
    <form
      className="token"
      onSubmit={(event) => {
        event.preventDefault();
        apply(typed);
      }}
    >
      <label htmlFor="token">
        令牌 <span lang="en">Bearer token</span>
      </label>
      <input
        id="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="huitong token --as duty-officer"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={() => {
          apply(typed);
        }}
      />
      <button
        type="button"
        disabled={typed === ''}
        onClick={() => {
          apply('');
        }}
      >
        清除 <span lang="en">Clear</span>
      </button>
      <output data-testid="caller">{token === '' ? '匿名 anonymous' : '已填令牌 token set'}</output>
    </form>
  );
}
