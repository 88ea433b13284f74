import { listOrganizations } from '@weichuang/contracts/organizations/organization';
import type { Output } from '@weichuang/contracts/http/route';
import { ORGANIZATION_TYPES } from '@weichuang/domain/organizations/registration';
import { EmptyState } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { ListShell } from '@weichuang/ui/page';
import { DataList, useListState, type Column } from '@weichuang/ui/table';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/api';
import { useSession } from '../../app/session';
import classes from './organizations.module.css';

type Row = Output<typeof listOrganizations>['rows'][number];

export default function OrganizationsPage() {
  const { t } = useTranslation('organizations');
  const { workspace } = useSession();
  return workspace?.tenant ? <List tenantId={workspace.tenant.id} /> : <EmptyState page title={t('list.noStreet')} />;
}

function List({ tenantId }: { tenantId: string }) {
  const { t } = useTranslation('organizations');
  const format = useFormat();
  const list = useListState(['kind']);
  const { data, error, isFetching, refetch } = useApi(listOrganizations, {
    params: { tenantId },
    query: { q: list.query.q || undefined, kind: ORGANIZATION_TYPES.find((one) => one === list.query.filters['kind']?.[0]), after: list.query.after ?? undefined },
  }, { keepPrevious: true });
  const columns: Column<Row>[] = [
    { id: 'name', header: t('list.name'), minWidth: '16rem', cell: ({ name, uscc, community }) => <span className={classes.who}>{name}{(uscc ?? community) && <span>{uscc ?? community}</span>}</span> },
    { id: 'kind', header: t('registration.kind'), phone: 'bare', cell: ({ kind }) => t(`kind.${kind}`) },
    { id: 'since', header: t('registration.registeredOn'), nowrap: true, deskOnly: true, cell: ({ registeredOn }) => (registeredOn ? format.day(registeredOn) : '—') },
    { id: 'level', header: t('registration.assessmentLevel'), cell: ({ assessmentLevel }) => assessmentLevel ?? '—' },
    { id: 'applications', header: t('list.applications'), align: 'end', cell: ({ applications }) => format.count(applications) },
    { id: 'awarded', header: t('list.awarded'), align: 'end', cell: ({ awarded }) => format.count(awarded) },
  ];
  return (
    <ListShell header={{ title: t('list.title') }}>
      <DataList id="organizations" label={t('list.label')} columns={columns} rows={data?.rows} rowKey={({ id }) => id} rowHref={({ id }) => `/app/organizations/${id}`} list={list}
        searchLabel={t('list.search')} filters={[{ id: 'kind', label: t('registration.kind'), single: true, options: ORGANIZATION_TYPES.map((value) => ({ value, label: t(`kind.${value}`) })) }]}
        next={data?.next} total={data?.total} fetching={isFetching} error={error} onRetry={() => void refetch()} empty={{ title: t('list.empty'), body: t('list.emptyHelp') }} />
    </ListShell>
  );
}
