import { getFile, type FileView } from '@weichuang/contracts/files/file';
import { fileAddress } from '../../app/api';
import classes from './supervision.module.css';

/** Photos as small pictures, each opens in full. */
export function Photos({ photos, label }: { photos: readonly FileView[]; label: string }) {
  if (!photos.length) return null;
  return (
    <ul className={classes.photos} aria-label={label}>
      {photos.map((photo) => {
        const address = fileAddress(getFile, { params: { id: photo.id }, query: { inline: '1' } });
        return <li key={photo.id}><a href={address} target="_blank" rel="noreferrer"><img src={address} alt={photo.name} loading="lazy" /></a></li>;
      })}
    </ul>
  );
}
