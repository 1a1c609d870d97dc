/** An environment with nothing wrong, for a test to spoil. */
export const good = {
  PORT: '8081',
  HOST: '127.0.0.1',
  MONGODB_URI: 'mongodb://127.0.0.1:27017/oubli',
  REDIS_URL: 'redis://127.0.0.1:6379',
  META_APP_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  META_VERIFY_TOKEN: 'a-verify-token-of-ours',
  GRAPH_API_BASE_URL: 'http://127.0.0.1:4010/',
  GRAPH_API_VERSION: 'v25.0',
  MASTER_KEY: 'XXAvCjj7AAWNmwFmu9Bw/3XCf/iIpE81y9KNz9JeuwE=',
  KEY_FILE: '/var/lib/oubli/epoch-keys.json',
  PUBLIC_BASE_URL: 'https://oubli.example.org',
  LOG_LEVEL: 'error',
  JOURNAL_FILE: '/var/lib/oubli/erasures.journal',
};
