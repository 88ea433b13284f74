import { renderReportJob } from '@weichuang/contracts/reports/reports';
import { ReportBatchRow, ReportItemRow } from '@weichuang/persistence/reports/entities';
import type { Listener } from '../events/listener';

/** A batch that was asked for becomes its jobs; the run's number is part of their keys, so a retry is a new job and a repeat is none. */
export const reportListeners: readonly Listener[] = [
  {
    name: 'report-jobs',
    kinds: ['report_batch.requested', 'report_batch.retried', 'report_batch.resumed'],
    async run(ctx, event, house) {
      const batch = await ctx.em.findOneBy(ReportBatchRow, { id: event.subject.id });
      if (!batch) return;
      const items = await ctx.em.findBy(ReportItemRow, { batchId: batch.id, state: 'waiting' });
      await house.queues.addMany(renderReportJob, items.map((item) => ({ itemId: item.id, tenantId: event.tenantId, run: batch.run })));
    },
  },
];
