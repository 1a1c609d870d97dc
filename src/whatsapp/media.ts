import { type CallResult, callResult } from './call-result.ts';
import { type GraphClient } from './graph-client.ts';
import { isLoopback, isMetaMediaUrl } from './hosts.ts';

/** A file at Meta. The URL lives five minutes and wants the token (cloud-api.md 4.7). */
export interface MediaFile {
  readonly url: string;
  readonly mimeType: string;
  /** Bytes, as Meta says. */
  readonly size: number;
  readonly sha256: string | null;
}

export type MediaBytes =
  | CallResult<{ readonly bytes: Buffer; readonly mimeType: string }>
  /** The URL is not Meta's: the token is not shown to it (pitfall 36). */
  | { readonly name: 'foreign-host' }
  | { readonly name: 'too-large' };

interface Stoppable {
  /** Gives up at once when it is aborted: then it is `try-later`. */
  readonly signal?: AbortSignal | undefined;
}

interface MediaOrder {
  readonly token: string;
  readonly phoneNumberId: string;
  readonly mediaId: string;
}

/** Files that people sent, and those uploaded for them. */
export interface Media {
  /** `refused` with reason `authorisation` (100/33) also stands for a file that is gone: ids of inbound files live 7 days. */
  find(order: MediaOrder & Stoppable): Promise<CallResult<MediaFile>>;
  /** Fetches the bytes, at most `maxBytes`. Redirects are not followed: the token would go with them. */
  download(
    order: { readonly token: string; readonly url: string; readonly maxBytes: number } & Stoppable,
  ): Promise<MediaBytes>;
  /** Deletes a file at Meta. `wasThere: false`: Meta knew nothing of it, which is as good. */
  remove(order: MediaOrder): Promise<CallResult<{ readonly wasThere: boolean }>>;
}

export function createMedia({ client }: { readonly client: GraphClient }): Media {
  return {
    async find({ token, phoneNumberId, mediaId, signal }) {
      const query = { phone_number_id: phoneNumberId };
      const answer = await client.call({ method: 'GET', token, path: [mediaId], query, signal });
      return callResult(answer, ({ url, mime_type: mimeType, file_size: size, sha256 }) => {
        if (typeof url !== 'string' || typeof mimeType !== 'string') return null;
        return { url, mimeType, size: Number(size ?? 0), sha256: typeof sha256 === 'string' ? sha256 : null };
      });
    },
    async download({ token, url: text, maxBytes, signal }) {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (url === null || !isAllowed(url, client.baseUrl)) return { name: 'foreign-host' };
      const answer = await client.download({ token, url, maxBytes, signal });
      return answer.name === 'too-large' ? answer : callResult(answer, (value) => value);
    },
    async remove({ token, phoneNumberId, mediaId }) {
      const query = { phone_number_id: phoneNumberId };
      const answer = await client.call({ method: 'DELETE', token, path: [mediaId], query });
      if (answer.name === 'error' && answer.code === 100 && answer.subcode === 33) {
        return { name: 'ok', value: { wasThere: false } };
      }
      return callResult(answer, ({ success }) => (success === true ? { wasThere: true } : null));
    },
  };
}

/** Meta's hosts; and the loopback Graph server's own, when that is what we talk to. */
function isAllowed(url: URL, baseUrl: URL): boolean {
  return isMetaMediaUrl(url) || (isLoopback(baseUrl.hostname) && url.origin === baseUrl.origin);
}
