/** Whether a host name of a URL means this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Whether a URL is one of Meta's own media hosts, over https. Source: cloud-api.md 4.7, AUDIT B.12. */
export function isMetaMediaUrl(url: URL): boolean {
  const isMeta = url.hostname === 'lookaside.fbsbx.com' || url.hostname.endsWith('.fbcdn.net');
  return url.protocol === 'https:' && url.port === '' && isMeta;
}
