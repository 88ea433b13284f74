import classes from './judging.module.css';

/** So many of so many, as a bar with its words. */
export function Progress({ done, of, label }: { done: number; of: number; label: string }) {
  return (
    <span className={classes.bar}>
      <span className={classes.track} aria-hidden><span className={classes.fill} style={{ width: `${of ? (100 * done) / of : 0}%` }} /></span>
      <span className={classes.figure}>{label}</span>
    </span>
  );
}
