import { OubliError } from '../domain/errors.ts';
import { maxMediaBytes, type MediaSource } from '../messaging/media-source.ts';
import { type Media } from './media.ts';

/** Fetches people's files from Meta for the media store. */
export function createMediaSource(media: Media): MediaSource {
  return {
    async download({ tenant, phoneNumberId, mediaId }) {
      const { accessToken: token } = tenant;
      const found = await media.find({ token, phoneNumberId, mediaId });
      if (found.name === 'refused') return null;
      if (found.name !== 'ok')
        throw new OubliError('media_not_found_now', 'WhatsApp did not answer about a file.', { retry: 'yes' });
      const { url, mimeType, size } = found.value;
      if (size > maxMediaBytes) return null;
      const file = await media.download({ token, url, maxBytes: maxMediaBytes });
      if (file.name === 'ok') return { bytes: file.value.bytes, mimeType };
      if (file.name === 'refused' || file.name === 'too-large' || file.name === 'foreign-host') return null;
      throw new OubliError('media_not_loaded_now', 'WhatsApp did not give a file.', { retry: 'yes' });
    },
  };
}
