import { Base1700000000001 } from './0001-base';
import { Identity1700000000002 } from './0002-identity';

/** In order; a migration that has landed never changes. */
export const migrations = [Base1700000000001, Identity1700000000002];
