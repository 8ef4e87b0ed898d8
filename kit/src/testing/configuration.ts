/** Environment variable by which a test run hands every test file the PostgreSQL it started once. */
export const testServerVariable = 'HUITONG_TEST_POSTGRES';

/** Address of the shared test server's superuser; undefined when a test file runs alone. */
export const testServerUrl = (): string | undefined => process.env[testServerVariable];
