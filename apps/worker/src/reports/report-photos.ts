import { buffer } from 'node:stream/consumers';
import { chineseDate } from '@weichuang/documents/kit/format';
import { printablePicture, type Picture } from '@weichuang/documents/kit/pictures';
import type { House } from '@weichuang/platform/house';
import type { ReportData } from './report-data';

/** Two rows of three; of a size that still goes by mail. */
const MOST = 6;
const ONE_BYTES = 4 * 1024 * 1024;
const ALL_BYTES = 10 * 1024 * 1024;

type Photo = ReportData['activities'][number]['photos'][number];

/**
 * Photos of the activities, spread over the whole time: the first fitting one of each, and of many activities those evenly
 * between first and last. A file that cannot be read is left out: the report is not to fail for it.
 */
export async function reportPhotos(data: ReportData, house: House): Promise<Picture[]> {
  const candidates = data.activities.flatMap(({ title, held_on, photos }) => {
    const photo = photos.find(({ size, media_type }) => size <= ONE_BYTES && (media_type === 'image/jpeg' || media_type === 'image/png'));
    return photo ? [{ photo, caption: `${chineseDate(held_on).slice(5)} ${title}` }] : [];
  });
  const shown: Picture[] = [];
  let bytes = 0;
  for (const { photo, caption } of spread(candidates, MOST)) {
    if (bytes + photo.size > ALL_BYTES) break;
    const read = await contents(photo, house);
    if (!read || !printablePicture(read)) continue;
    bytes += photo.size;
    shown.push({ bytes: read, caption });
  }
  return shown;
}

/** At most `most` of the list, the first and the last among them. */
export function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, at) => list[Math.round((at * (list.length - 1)) / (most - 1))] as T); // within the list
}

async function contents(photo: Photo, house: House): Promise<Buffer | null> {
  try {
    return await buffer(await house.storage.get(photo.storage_name));
  } catch (err) {
    house.logger.warn({ err, fileId: photo.id }, 'a photo cannot be read');
    return null;
  }
}
