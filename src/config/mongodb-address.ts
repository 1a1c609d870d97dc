/** One server of a replica set: a name, an IPv4 address, `[an IPv6 address]` or a socket in percent code, and a port. */
const server = String.raw`(?:\[[0-9A-Fa-f:.]+\]|[^\s,:/?#@[\]]+)(?::[0-9]{1,5})?`;
const user = String.raw`(?:[^\s/?#@]+@)?`;
const rest = String.raw`(?:/[^\s/?#]*)?(?:\?[^\s#]*)?`;

/**
 * The forms that MongoDB's driver reads: several servers, or the one name whose DNS record lists them. Several servers are
 * no URL in the sense of the WHATWG, so that `URL` cannot be asked. Source: MongoDB's manual, "Connection Strings".
 */
const forms = [
  new RegExp(`^mongodb://${user}${server}(?:,${server})*${rest}$`),
  new RegExp(String.raw`^mongodb\+srv://${user}[^\s,:/?#@[\]]+${rest}$`),
];

/** Whether the driver can read it as the address of a MongoDB. */
export function isMongodbAddress(text: string): boolean {
  return forms.some((form) => form.test(text));
}

/** The address with a database in its path: the one that is there, or else `name`. */
export function withDatabase(uri: string, name: string): string {
  return databaseIn(uri) === '' ? inDatabase(uri, name) : uri;
}

/** The same servers and the same user, in the database `name`. */
export function inDatabase(uri: string, name: string): string {
  const [address = '', ...questions] = uri.split('?');
  const servers = /^[^:]+:\/\/[^/]*/.exec(address)?.[0] ?? address;
  const options = [questions.join('?'), userDatabase(uri)].filter((option) => option !== '').join('&');
  return `${servers}/${name}${options === '' ? '' : `?${options}`}`;
}

/** The database in the path; empty when none is named. */
function databaseIn(uri: string): string {
  return /^[^:]+:\/\/[^/?]*\/([^?]*)/.exec(uri)?.[1] ?? '';
}

/**
 * The driver looks for the user in the database of the path (or in `admin`), unless the address says where: whoever changes
 * the path has to say it. An address by DNS says it there, a login without a password needs none.
 */
function userDatabase(uri: string): string {
  const hasUser = /^mongodb:\/\/[^/?]*@/.test(uri);
  const isSaid = /[?&](?:authSource=|authMechanism=(?!SCRAM))/i.test(uri);
  if (!hasUser || isSaid) return '';
  const before = databaseIn(uri);
  return `authSource=${before === '' ? 'admin' : before}`;
}
