import { Button } from '@mantine/core';
import { downloadRoundEvents, downloadTenantEvents, listPlatformEvents, listRoundEvents, listTenantEvents, type AuditEntry } from '@weichuang/contracts/audit/event';
import { getStreet } from '@weichuang/contracts/organizations/street';
import { EmptyState, StateTag } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { ListShell } from '@weichuang/ui/page';
import { DataList, useListState, type Column, type ListState } from '@weichuang/ui/table';
import { Download } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { addressOf, useApi } from '../../app/api';
import { useSession } from '../../app/session';
import classes from './audit.module.css';
import { Chain } from './Chain';
import { EntryDialog } from './EntryDialog';

const KINDS = ['round', 'need', 'pairing', 'application', 'screening', 'panel', 'review_stage', 'scorecard', 'ranking', 'decision', 'award', 'notice', 'objection', 'agreement', 'project', 'tranche', 'finding', 'evaluation', 'file', 'member'] as const;
const PLATFORM_KINDS = ['user', 'session', 'organization', 'street', 'member'] as const;

/** What happened in the street, in the round, or on the platform: whatever the person may see in this role. */
export default function AuditPage() {
  const { t } = useTranslation('audit');
  const { workspace, has } = useSession();
  const [search] = useSearchParams();
  const { data } = useApi(getStreet, { params: { tenantId: search.get('street') ?? '' } }, { enabled: workspace?.district != null && search.has('street') });
  if (has('platform_admin')) return <PlatformLog />;
  if (data) return <StreetLog tenantId={data.id} name={data.name} />;
  if (!workspace?.tenant) return <ListShell header={{ title: t('title') }}><div className="wc-card"><EmptyState title={t('noStreet')} /></div></ListShell>;
  return workspace.round ? <RoundLog roundId={workspace.round.id} name={workspace.round.name} /> : <StreetLog tenantId={workspace.tenant.id} name={workspace.tenant.name} />;
}

const queryOf = (list: ListState) => ({ q: list.query.q || undefined, kind: list.query.filters['kind']?.[0], after: list.query.after ?? undefined });
const filterOf = (list: ListState) => ({ q: list.query.q || undefined, kind: list.query.filters['kind']?.[0] });

function StreetLog({ tenantId, name }: { tenantId: string; name: string }) {
  const list = useListState(['kind']);
  const found = useApi(listTenantEvents, { params: { tenantId }, query: queryOf(list) }, { keepPrevious: true });
  return <Log {...found} list={list} meta={name} kinds={KINDS} chain={<Chain tenantId={tenantId} />} download={addressOf(downloadTenantEvents, { params: { tenantId }, query: filterOf(list) })} />;
}

function RoundLog({ roundId, name }: { roundId: string; name: string }) {
  const list = useListState(['kind']);
  const found = useApi(listRoundEvents, { params: { roundId }, query: queryOf(list) }, { keepPrevious: true });
  return <Log {...found} list={list} meta={name} kinds={KINDS} download={addressOf(downloadRoundEvents, { params: { roundId }, query: filterOf(list) })} />;
}

function PlatformLog() {
  const { t } = useTranslation('audit');
  const list = useListState(['kind']);
  const found = useApi(listPlatformEvents, { query: queryOf(list) }, { keepPrevious: true });
  return <Log {...found} list={list} meta={t('platform')} kinds={PLATFORM_KINDS} />;
}

interface LogProps {
  readonly data: { readonly rows: readonly AuditEntry[]; readonly next: string | null; readonly total: { readonly count: number; readonly capped: boolean } } | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
  readonly list: ListState;
  readonly meta: string;
  readonly kinds: readonly string[];
  readonly chain?: ReactNode;
  readonly download?: string;
}

function Log({ data, error, isFetching, refetch, list, meta, kinds, chain, download }: LogProps) {
  const { t } = useTranslation('audit');
  const { t: app } = useTranslation('app');
  const format = useFormat();
  const [shown, setShown] = useState<AuditEntry | null>(null);
  const columns: Column<AuditEntry>[] = [
    { id: 'at', header: t('at'), nowrap: true, cell: ({ at }) => format.dateTime(at) },
    { id: 'what', header: t('what'), minWidth: '16rem', phone: 'line', cell: (row) => <span className={classes.what}>{row.text}{row.reason && <span>{row.reason}</span>}</span> },
    { id: 'who', header: t('who'), phone: 'bare', cell: (row) => <span className={classes.what}>{row.who ?? t('system')}{row.role && <span>{app(`role.${row.role}`)}</span>}</span> },
    { id: 'seal', header: t('seal'), phone: 'side', cell: ({ seq }) => (seq === null ? <StateTag tone="waiting">{t('waiting')}</StateTag> : <StateTag tone="good">{t('sealed', { seq })}</StateTag>) },
    { id: 'kind', header: t('kind'), extra: true, cell: ({ kind }) => <span className={classes.hash}>{kind}</span> },
    { id: 'act', header: t('more'), align: 'end', cell: (row) => <button type="button" className={classes.textButton} aria-label={t('openOf', { text: row.text, at: format.dateTime(row.at) })} onClick={() => setShown(row)}>{t('open')}</button> },
  ];
  return (
    <ListShell header={{ title: t('title'), meta }} intro={chain}>
      <DataList id="audit" label={t('label')} columns={columns} rows={data?.rows} rowKey={({ id }) => id} list={list} searchLabel={t('search')}
        filters={[{ id: 'kind', label: t('subject'), single: true, options: kinds.map((value) => ({ value, label: t(`subjects.${value}`) })) }]}
        exportSlot={download && <Button component="a" href={download} download variant="default" size="xs" leftSection={<Download size={14} aria-hidden />}>{t('download')}</Button>}
        next={data?.next} total={data?.total} fetching={isFetching} error={error} onRetry={() => void refetch()} empty={{ title: t('empty'), body: t('emptyHelp') }} />
      <EntryDialog entry={shown} onClose={() => setShown(null)} />
    </ListShell>
  );
}
