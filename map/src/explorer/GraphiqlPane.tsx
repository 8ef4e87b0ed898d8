import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { GraphiQL, type GraphiQLProps } from 'graphiql';
import { firstQuery } from '../firstQuery.js';

/**
 * GraphiQL as this house uses it. What is typed is kept in the session's storage, not in the browser's permanent one:
 * variables may hold personal data, and a machine in a duty room has many users.
 */
export default function GraphiqlPane({ fetcher }: { fetcher: GraphiQLProps['fetcher'] }) {
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultQuery={firstQuery}
      storage={window.sessionStorage}
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
      schemaDescription
    >
      <GraphiQL.Logo>
        <span lang="en">Huitong</span>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
