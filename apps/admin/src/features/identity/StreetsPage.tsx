import { Button } from '@mantine/core';
import { createStreet } from '@weichuang/contracts/identity/platform';
import { listStreets, setStreetState } from '@weichuang/contracts/organizations/street';
import type { Output } from '@weichuang/contracts/http/route';
import { Dialog, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { FieldGroup, Form, SubmitButton, TextAreaField, TextField, useZodForm } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { ListShell } from '@weichuang/ui/page';
import { DataList, useListState, type Column } from '@weichuang/ui/table';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { useActKey } from '../../app/act-key';
import { useApi, useApiMutation } from '../../app/api';
import classes from './identity.module.css';

type Row = Output<typeof listStreets>['rows'][number];

/** One community a line or separated by commas: `春申社区`, or `春申`. */
const communitiesIn = (text: string) =>
  [...new Set(text.split(/[\n,，、;；\s]+/).map((one) => one.trim()).filter(Boolean))].map((typed) => {
    const shortName = typed.replace(/社区$/, '');
    return { name: `${shortName}社区`, shortName };
  });

const { district, region, name, shortName, contact, manager } = createStreet.body.shape;
const Typed = z.object({ district, region, name, shortName, contact, communities: z.string().max(10_000), manager });
const STATES = ['active', 'disabled'] as const;

/** The streets on the platform, for its administrator: made with their first manager, disabled, restored. */
export default function StreetsPage() {
  const { t } = useTranslation('organizations');
  const format = useFormat();
  const list = useListState(['state']);
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useApi(listStreets, {});
  const q = list.query.q;
  const state = STATES.find((one) => one === list.query.filters['state']?.[0]);
  const rows = data?.rows.filter((row) => (!q || row.name.includes(q) || (row.district ?? '').includes(q)) && (!state || (state === 'disabled') === (row.disabledAt !== null)));
  const columns: Column<Row>[] = [
    { id: 'name', header: t('street.name'), minWidth: '14rem', cell: (row) => <span className={classes.who}>{row.name}<span>{row.district}</span></span> },
    { id: 'managers', header: t('streets.managers'), cell: ({ managers }) => format.list(managers) || <span className="wc-secondary">{t('streets.noManager')}</span> },
    { id: 'communities', header: t('streets.communities'), align: 'end', cell: ({ communities }) => format.count(communities) },
    { id: 'rounds', header: t('streets.rounds'), align: 'end', cell: ({ rounds }) => format.count(rounds) },
    { id: 'state', header: t('streets.state'), nowrap: true, cell: ({ disabledAt }) => <StateTag tone={disabledAt ? 'paused' : 'good'}>{t(disabledAt ? 'streets.disabled' : 'streets.active')}</StateTag> },
    { id: 'created', header: t('streets.created'), nowrap: true, deskOnly: true, cell: ({ createdAt }) => format.day(createdAt) },
    { id: 'act', header: t('streets.act'), align: 'end', nowrap: true, cell: (row) => <Act street={row} /> },
  ];
  const button = <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setCreating(true)}>{t('streets.create')}</Button>;
  return (
    <ListShell header={{ title: t('streets.title'), actions: button }}>
      <DataList id="streets" label={t('streets.label')} columns={columns} rows={rows} rowKey={({ id }) => id} rowHref={({ id }) => `/app/streets/${id}`} list={list} searchLabel={t('streets.search')}
        filters={[{ id: 'state', label: t('streets.state'), single: true, options: STATES.map((value) => ({ value, label: t(`streets.${value}`) })) }]}
        total={rows && { count: rows.length, capped: false }} error={error} onRetry={() => void refetch()} empty={{ title: t('streets.empty'), action: button }} />
      <Dialog open={creating} onClose={() => setCreating(false)} title={t('streets.create')}>
        <CreateForm district={data?.districts[0]?.name ?? ''} onClose={() => setCreating(false)} />
      </Dialog>
    </ListShell>
  );
}

function Act({ street }: { street: Row }) {
  const { t } = useTranslation('organizations');
  const confirm = useConfirm();
  const change = useApiMutation(setStreetState);
  const to = street.disabledAt ? 'active' : 'disabled';
  const ask = async () => {
    const { name: of } = street;
    const answer = await confirm({ title: t(`streets.${to}Title`, { name: of }), consequence: t(`streets.${to}Help`, { name: of }), confirm: t(`streets.${to}Do`), danger: to === 'disabled', reason: 'required' });
    if (answer) change.mutate({ params: { tenantId: street.id }, body: { state: to, reason: answer.reason } }, {
      onSuccess: () => toast.success(t(`streets.${to}Done`, { name: of })), onError: (error) => toast.danger(error.message),
    });
  };
  return <button type="button" className={classes.textButton} data-danger={to === 'disabled' || undefined} disabled={change.isPending} onClick={() => void ask()}>{t(`streets.${to}Do`)}</button>;
}

function CreateForm({ district: first, onClose }: { district: string; onClose: () => void }) {
  const { t } = useTranslation('organizations');
  const navigate = useNavigate();
  const create = useApiMutation(createStreet);
  const form = useZodForm(Typed, { district: first, region: '', name: '', shortName: '', contact: { phone: '', email: '', address: '' }, communities: '', manager: { name: '', email: '' } });
  const keyOf = useActKey();
  const submit = async ({ communities, ...rest }: z.output<typeof Typed>) => {
    const body = { ...rest, communities: communitiesIn(communities) };
    const street = await create.mutateAsync({ body, idempotencyKey: keyOf(body) });
    toast.success(t('streets.created_', { name: street.name, manager: rest.manager.name }));
    onClose();
    void navigate(`/app/streets/${street.id}`);
  };
  return (
    <Form form={form} onSubmit={submit} label={t('streets.create')}>
      <FieldGroup columns={2}>
        <TextField control={form.control} name="district" label={t('streets.district')} placeholder="滨江新区" required />
        <TextField control={form.control} name="region" label={t('streets.region')} placeholder="望江街道" required />
        <TextField control={form.control} name="name" label={t('street.name')} placeholder="望江街道办事处" required />
        <TextField control={form.control} name="shortName" label={t('street.shortName')} help={t('street.shortNameHelp')} placeholder="望江" required />
        <TextField control={form.control} name="contact.phone" label={t('street.phone')} type="tel" />
        <TextField control={form.control} name="contact.email" label={t('street.email')} type="email" />
      </FieldGroup>
      <FieldGroup columns={2} title={t('streets.manager')} help={t('streets.managerHelp')}>
        <TextField control={form.control} name="manager.name" label={t('streets.managerName')} required />
        <TextField control={form.control} name="manager.email" label={t('streets.managerEmail')} type="email" required />
      </FieldGroup>
      <FieldGroup>
        <TextField control={form.control} name="contact.address" label={t('street.address')} />
        <TextAreaField control={form.control} name="communities" label={t('streets.communityList')} help={t('streets.communityHelp')} rows={4} />
      </FieldGroup>
      <p className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('streets.do')}</SubmitButton></p>
    </Form>
  );
}
