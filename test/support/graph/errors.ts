import { randomBytes } from 'node:crypto';

/** HTTP status and title of each code this server answers. Source: Meta, Cloud API error codes, September 2026 (cloud-api.md 6). */
const table: Readonly<Record<number, readonly [httpStatus: number, title: string]>> = {
  0: [401, 'AuthException'],
  1: [400, 'API Unknown'],
  2: [503, 'Service temporarily unavailable'],
  3: [500, 'Application does not have the capability to make this API call.'],
  4: [429, 'Application request limit reached'],
  10: [403, 'Application does not have permission for this action'],
  33: [400, 'Parameter value is not valid'],
  100: [400, 'Invalid parameter'],
  104: [401, 'An access token is required to request this resource.'],
  190: [401, 'Invalid OAuth access token - Cannot parse access token'],
  200: [403, 'Permissions error'],
  368: [403, 'Temporarily blocked for policies violations'],
  2200: [400, 'Callback verification failed'],
  2500: [400, 'Unknown path components'],
  2635: [400, 'You are calling a deprecated version of the Graph API'],
  80007: [400, 'Rate limit issues'],
  130403: [400, 'The business blocked this user'],
  130429: [400, 'Rate limit hit'],
  130472: [400, "User's number is part of an experiment"],
  130497: [403, 'Business account is restricted from messaging users in this country'],
  131000: [500, 'Something went wrong'],
  131005: [403, 'Access denied'],
  131008: [400, 'Required parameter is missing'],
  131009: [400, 'Parameter value is not valid'],
  131016: [500, 'Service unavailable'],
  131021: [400, 'Recipient cannot be sender'],
  131026: [400, 'Message undeliverable'],
  131030: [400, 'Recipient phone number not in allowed list'],
  131031: [403, 'Account has been locked'],
  131035: [400, 'No Storage fault'],
  131037: [400, 'WhatsApp provided number needs display name approval before message can be sent'],
  131042: [400, 'Business eligibility payment issue'],
  131045: [500, 'Incorrect certificate'],
  131047: [400, 'Re-engagement message'],
  131048: [400, 'Spam rate limit hit'],
  131049: [400, 'This message was not delivered to maintain healthy ecosystem engagement'],
  131050: [400, 'User opted out of marketing messages'],
  131051: [400, 'Unsupported message type'],
  131052: [400, 'Media download error'],
  131053: [400, 'Media upload error'],
  131056: [400, '(Business Account, Consumer Account) pair rate limit hit'],
  131057: [500, 'Account in maintenance mode'],
  131062: [400, 'Message type is not supported for business-scoped user ids'],
  131064: [400, 'Template classification limit'],
  132000: [400, 'Number of parameters does not match the expected number of params'],
  132001: [404, 'Template name does not exist in the translation'],
  132005: [400, 'Template hydrated text too long'],
  132007: [400, 'Template format character policy violated'],
  132012: [400, 'Parameter format does not match format in the created template'],
  132015: [400, 'Template is paused'],
  132016: [400, 'Template is disabled'],
  132018: [400, 'Template parameters are invalid'],
  132068: [400, 'Flow is blocked'],
  132069: [400, 'Flow is throttled'],
  133004: [503, 'Server temporarily unavailable'],
  133010: [400, 'Phone number not registered'],
  135000: [400, 'Generic user error'],
  137000: [400, 'Recipient identity key hash does not match'],
  139100: [400, 'Failed to block or unblock some users'],
};

/** What Meta refuses, thrown by the checks and answered by the server. */
export class GraphFault extends Error {
  override readonly name = 'GraphFault';
  readonly code: number;
  readonly details: string;
  readonly httpStatus: number;
  readonly subcode: number | null;
  /** More fields of the answer, beside `error`. */
  readonly beside: Readonly<Record<string, unknown>>;

  constructor(
    code: number,
    details: string,
    options: {
      readonly httpStatus?: number;
      readonly subcode?: number;
      readonly beside?: Record<string, unknown>;
    } = {},
  ) {
    super(`${code} ${details}`);
    this.code = code;
    this.details = details;
    this.httpStatus = options.httpStatus ?? table[code]?.[0] ?? 400;
    this.subcode = options.subcode ?? null;
    this.beside = options.beside ?? {};
  }
}

export function titleOf(code: number): string {
  return table[code]?.[1] ?? 'An unknown error occurred';
}

/** Meta's own error body. Graph's old codes say what is wrong in `message`, WhatsApp's in `error_data.details`. */
export function errorBody({ code, details, subcode, beside }: GraphFault): Record<string, unknown> {
  const isWhatsApp = code > 9999;
  const error = {
    message: `(#${code}) ${isWhatsApp || details === '' ? titleOf(code) : details}`,
    type: subcode === 33 ? 'GraphMethodException' : 'OAuthException',
    code,
    ...(subcode === null ? {} : { error_subcode: subcode }),
    ...(isWhatsApp ? { error_data: { messaging_product: 'whatsapp', details } } : {}),
    fbtrace_id: `A${randomBytes(17).toString('base64url').slice(0, 22)}`,
  };
  return { error, ...beside };
}

/** An object that is not there, or not the token's: Graph does not tell which (cloud-api.md 14). */
export function missingObject(): GraphFault {
  const details =
    'Unsupported request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation.';
  return new GraphFault(100, details, { subcode: 33 });
}
