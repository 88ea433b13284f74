import { listPeople, setPersonState } from '@weichuang/contracts/identity/members';
import type { Output } from '@weichuang/contracts/http/route';
import { StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { ListShell } from '@weichuang/ui/page';
import { DataList, useListState, type Column } from '@weichuang/ui/table';
import { useTranslation } from 'react-i18next';
import { useApi, useApiMutation } from '../../app/api';
import { useSession } from '../../app/session';
import classes from './identity.module.css';

type Person = Output<typeof listPeople>['rows'][number];
const STATES = ['active', 'invited', 'disabled'] as const;

/** Everybody on the platform; disabling ends all sessions of a person at once. */
export default function PeoplePage() {
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const format = useFormat();
  const list = useListState(['state']);
  const { data, error, isFetching, refetch } = useApi(listPeople, {
    query: { q: list.query.q || undefined, state: STATES.find((one) => one === list.query.filters['state']?.[0]), after: list.query.after ?? undefined },
  }, { keepPrevious: true });
  const columns: Column<Person>[] = [
    { id: 'name', header: t('members.name'), minWidth: '14rem', cell: ({ name, email }) => <span className={classes.who}>{name}<span>{email}</span></span> },
    {
      id: 'places', header: t('people.roles'), minWidth: '16rem', phone: 'line',
      cell: ({ places }) => (places.length ? places.map((one) => [app(`role.${one.role}`), one.place].filter(Boolean).join(' · ')).join('；') : '—'),
    },
    { id: 'phone', header: t('phone'), nowrap: true, extra: true, cell: ({ phone }) => phone || '—' },
    { id: 'state', header: t('members.state'), cell: ({ state }) => <StateTag tone={state === 'active' ? 'good' : state === 'invited' ? 'waiting' : 'paused'}>{t(`state.${state}`)}</StateTag> },
    { id: 'created', header: t('people.created'), nowrap: true, deskOnly: true, cell: ({ createdAt }) => format.day(createdAt) },
    { id: 'act', header: t('members.act'), align: 'end', cell: (row) => <Act person={row} /> },
  ];
  return (
    <ListShell header={{ title: t('people.title') }}>
      <DataList id="people" label={t('people.label')} columns={columns} rows={data?.rows} rowKey={({ id }) => id} list={list} searchLabel={t('members.search')}
        filters={[{ id: 'state', label: t('members.state'), single: true, options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) }]}
        next={data?.next} total={data?.total} fetching={isFetching} error={error} onRetry={() => void refetch()} empty={{ title: t('people.empty') }} />
    </ListShell>
  );
}

function Act({ person }: { person: Person }) {
  const { t } = useTranslation('identity');
  const { user } = useSession();
  const confirm = useConfirm();
  const change = useApiMutation(setPersonState);
  if (person.id === user.id) return <>—</>;
  const to = person.state === 'disabled' ? 'active' : 'disabled';
  const ask = async () => {
    const answer = await confirm({
      title: t(`people.${to}Title`, { name: person.name }), consequence: t(`people.${to}Help`, { name: person.name }), confirm: t(`people.${to}`), danger: to === 'disabled', reason: 'required',
    });
    if (answer) change.mutate({ params: { id: person.id }, body: { state: to, reason: answer.reason } }, {
      onSuccess: () => toast.success(t(`people.${to}Done`, { name: person.name })), onError: (error) => toast.danger(error.message),
    });
  };
  return <button type="button" className={classes.textButton} data-danger={to === 'disabled' || undefined} disabled={change.isPending} onClick={() => void ask()}>{t(`people.${to}`)}</button>;
}
