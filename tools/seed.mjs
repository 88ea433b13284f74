// `npm run seed -- --stage deliver --seed 42`: the demo's data up to a stage of the round, into an empty database.
import { runOnData } from './product/command.mjs';

await runOnData({ entry: 'seed', args: process.argv.slice(2), migrate: true });
