import { type Subjects } from '../conversation/subjects.ts';
import { type Clock } from '../domain/instant.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type TenantDirectory } from '../tenants/tenant.ts';
import { maxMediaBytes, type MediaSource } from './media-source.ts';
import { type MediaStore, type WantedMedia } from './media-store.ts';

/** Tries of one file, over about a day; WhatsApp itself has it for seven (cloud-api.md 2.3). */
const maxAttempts = 8;
/** Longer than any download takes. */
const leaseMs = 120_000;

/** Fetches the files that messages came with. Apart from the conversation: no picture may hold up somebody's DELETE. */
export interface MediaDownloads {
  /**
   * Fetches up to `limit` that are due, one after the other. Returns how many it took in hand. Once the signal is aborted, the
   * one under way is handed back and no other is begun.
   */
  fetchDue(limit: number, signal: AbortSignal): Promise<number>;
}

interface MediaDownloadParts {
  readonly media: MediaStore;
  readonly source: MediaSource;
  readonly tenants: TenantDirectory;
  readonly subjects: Subjects;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

export function createMediaDownloads(parts: MediaDownloadParts): MediaDownloads {
  const { media, telemetry, clock } = parts;
  const failed = async ({ id, attempts }: WantedMedia, error: unknown): Promise<void> => {
    telemetry.fault('media_not_fetched', error, { attempts });
    if (attempts >= maxAttempts) await media.drop(id);
    else await media.postpone(id, new Date(clock.now() + 60_000 * 3 ** (attempts - 1)));
  };
  return {
    async fetchDue(limit, signal) {
      const isOver = (): boolean => signal.aborted;
      for (let count = 0; count < limit; count += 1) {
        const wanted = isOver() ? null : await media.takeDue(clock.now(), leaseMs);
        if (wanted === null) return count;
        try {
          telemetry.event('media_fetched', { result: await fetchOne(parts, wanted, signal) });
        } catch (error) {
          // Whoever starts next fetches it.
          if (isOver()) await media.postpone(wanted.id, new Date(clock.now()));
          else await failed(wanted, error);
        }
      }
      return limit;
    },
  };
}

async function fetchOne(
  { media, source, tenants, subjects }: MediaDownloadParts,
  wanted: WantedMedia,
  signal: AbortSignal,
): Promise<string> {
  const { id, phoneNumberId, mediaId } = wanted;
  const [tenant, subject] = await Promise.all([tenants.byId(wanted.tenantId), subjects.byId(wanted.subjectId)]);
  const isWanted = tenant?.mode === 'owner' && tenant.content !== null && subject?.isLockedOut === false;
  const file = isWanted ? await source.download({ tenant, phoneNumberId, mediaId, signal }) : null;
  if (file === null || file.bytes.length > maxMediaBytes) {
    await media.drop(id);
    return isWanted ? 'not-to-be-had' : 'not-wanted';
  }
  return (await media.keep(id, file)) ? 'kept' : 'erased-meanwhile';
}
