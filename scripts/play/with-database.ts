/** The address of the demo's own database, unless the environment names one. */
export function withDatabase(uri: string): string {
  const url = new URL(uri);
  if (url.pathname === '' || url.pathname === '/') url.pathname = '/oubli_demo';
  return url.href;
}
