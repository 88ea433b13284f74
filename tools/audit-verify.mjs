// `npm run audit:verify`: recomputes the chain of every street's event log; exit code 1 when a link does not hold.
import { runOnData } from './product/command.mjs';

await runOnData({ entry: 'audit-verify', args: process.argv.slice(2) });
