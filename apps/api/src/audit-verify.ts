import { ownerDataSource } from '@weichuang/persistence/data-source';
import { loadSettings } from '@weichuang/platform/config/settings';
import { verifyChains } from '@weichuang/platform/events/verify';

/** Recomputes every tenant's chain; exit code 1 when a link does not hold. */
async function main(): Promise<void> {
  const source = await ownerDataSource(loadSettings(process.env).DATABASE_MIGRATION_URL).initialize();
  const reports = await verifyChains(source);
  await source.destroy();
  for (const { tenantId, events, sealed, head, broken } of reports)
    process.stdout.write(`${tenantId}  ${events} events, ${sealed} sealed, ${broken ? `BROKEN: ${broken}` : `intact, head ${head.slice(0, 16)}`}\n`);
  if (!reports.length) process.stdout.write('no events yet\n');
  process.exitCode = reports.some((report) => report.broken) ? 1 : 0;
}

void main();
