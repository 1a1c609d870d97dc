import { OubliError } from '../domain/errors.ts';
import { maxMediaBytes, type MediaSource } from '../messaging/media-source.ts';
import { type CallResult } from './call-result.ts';
import { type Media } from './media.ts';

/** Fetches people's files from Meta for the media store. */
export function createMediaSource(media: Media): MediaSource {
  return {
    async download({ tenant, phoneNumberId, mediaId, signal }) {
      const { accessToken: token } = tenant;
      const found = await media.find({ token, phoneNumberId, mediaId, signal });
      if (found.name === 'refused') return gone(found);
      if (found.name !== 'ok')
        throw new OubliError('media_not_found_now', 'WhatsApp did not answer about a file.', { retry: 'yes' });
      const { url, mimeType, size } = found.value;
      if (size > maxMediaBytes) return null;
      const file = await media.download({ token, url, maxBytes: maxMediaBytes, signal });
      if (file.name === 'ok') return { bytes: file.value.bytes, mimeType };
      if (file.name === 'refused') return gone(file);
      if (file.name === 'too-large' || file.name === 'foreign-host') return null;
      throw new OubliError('media_not_loaded_now', 'WhatsApp did not give a file.', { retry: 'yes' });
    },
  };
}

/**
 * A refusal that says nothing of the file is mended by the operator or the business, and Meta keeps a file for a week. Code 100
 * comes for a file that is gone as well as for one out of reach (cloud-api.md 14): that one is given up.
 * @returns `null`: it is gone.
 * @throws OubliError `media_refused_now` when the token or the account was refused.
 */
function gone({ reason, code }: Extract<CallResult<never>, { readonly name: 'refused' }>): null {
  const isOfAccount = (reason === 'authorisation' && code !== 100) || reason === 'account';
  if (!isOfAccount) return null;
  throw new OubliError('media_refused_now', 'WhatsApp refuses the token or the account.', { retry: 'yes' });
}
