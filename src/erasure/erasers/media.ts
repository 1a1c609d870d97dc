import { type Locale } from '../../domain/locale.ts';
import { type Eraser, type StoreDescription } from '../eraser.ts';
import { createPersonBoundEraser, type PersonBoundRows } from '../person-bound-eraser.ts';
import { withLinkedRows } from './linked-rows.ts';

const texts: Readonly<Record<Locale, StoreDescription>> = {
  en: {
    what: 'Photos, voice messages and files you sent',
    why: 'So that the business can look at what you sent it.',
    onErase: 'The files themselves are deleted.',
  },
  fr: {
    what: 'Les photos, vocaux et fichiers envoyés',
    why: 'Pour que l’entreprise puisse regarder ce que vous avez envoyé.',
    onErase: 'Les fichiers eux-mêmes sont effacés.',
  },
  ar: {
    what: 'الصور والرسائل الصوتية والملفات التي أرسلتها',
    why: 'لتتمكن الشركة من رؤية ما أرسلته إليها.',
    onErase: 'تحذف الملفات نفسها.',
  },
  es: {
    what: 'Las fotos, audios y archivos que enviaste',
    why: 'Para que la empresa pueda ver lo que le enviaste.',
    onErase: 'Se borran los archivos mismos.',
  },
  pt: {
    what: 'As fotos, os áudios e os arquivos enviados',
    why: 'Para a empresa poder ver o que você mandou.',
    onErase: 'Os próprios arquivos são apagados.',
  },
};

/**
 * Erases files that a person sent: chunks, then files, then the rows that lead to them. Chunks and files carry the person's
 * key id themselves, so that the scan finds one whose row is gone.
 * @param parts `media`, `media_files.files` and `media_files.chunks`, all dated by `at`.
 */
export function createMediaEraser(parts: {
  readonly media: PersonBoundRows;
  readonly files: PersonBoundRows;
  readonly chunks: PersonBoundRows;
}): Eraser {
  const eraser = createPersonBoundEraser({ store: 'media', covers: ['media'], texts, rows: parts.media });
  const { covers, ...rest } = withLinkedRows(eraser, {
    'media_files.chunks': parts.chunks,
    'media_files.files': parts.files,
  });
  return { ...rest, covers: [...covers, 'bucket:media_files'] };
}
