import { lazy, Suspense, useMemo, useState } from 'react';
import { graphqlFetcher } from './graphqlFetcher.js';
import { readToken, writeToken } from './token.js';
import { TokenField } from './TokenField.js';

// GraphiQL with Monaco is several megabytes: the bar stands at once and the editor follows.
const GraphiqlPane = lazy(() => import('./GraphiqlPane.js'));

/** The explorer page: a bar with the caller's token, and GraphiQL below it. */
export function Explorer() {
  const [token, setToken] = useState(readToken);
  // A new fetcher makes GraphiQL read the schema again, which is wanted when the caller changes.
  const fetcher = useMemo(() => graphqlFetcher(token), [token]);

  return (
    <>
      <header className="bar">
        <a className="home" href="/">
          会同 <span lang="en">Huitong</span>
        </a>
        <TokenField
          token={token}
          onChange={(next) => {
            writeToken(next);
            setToken(next);
          }}
        />
      </header>
      <main className="pane">
        <Suspense fallback={<p className="loading">正在载入编辑器… Loading the editor…</p>}>
          <GraphiqlPane fetcher={fetcher} />
        </Suspense>
      </main>
    </>
  );
}
