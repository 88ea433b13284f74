import { Fragment } from 'react';
import classes from './format.module.css';

/** A day with its weekday and its time, or an amount: what is read as one. */
const WHOLE = /(\d{4}-\d{2}-\d{2}(?: ?\([^)]{1,4}\))?(?: ?\d{2}:\d{2})?|¥[\d,]+(?:\.\d{2})?)/;

/** Running text in which no date and no amount is broken over two lines; browsers break dates at their hyphens. */
export function Sentence({ children }: { children: string }) {
  return children.split(WHOLE).map((part, i) => (i % 2 ? <span key={i} className={classes.whole}>{part}</span> : <Fragment key={i}>{part}</Fragment>));
}
