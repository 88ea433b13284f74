import { Button } from '@mantine/core';
import { addCommunity, getStreet, removeCommunity, saveCommunity, saveStreet, type StreetView } from '@weichuang/contracts/organizations/street';
import { Dialog, EmptyState, ErrorNote, PageSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { FieldGroup, Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { Card, Facts, PageHeader, type PageHeaderProps } from '@weichuang/ui/page';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useApiMutation } from '../../app/api';
import classes from './organizations.module.css';

type Community = StreetView['communities'][number];

/** A street's contact and communities; changed by who may. */
export function Street({ tenantId, back, actions }: { tenantId: string } & Pick<PageHeaderProps, 'back' | 'actions'>) {
  const { data, error, refetch } = useApi(getStreet, { params: { tenantId } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={classes.page}>
      <PageHeader title={data.name} meta={[data.district, data.region].filter(Boolean).join(' · ')} back={back} actions={actions} />
      <div className={classes.columns}>
        <Communities street={data} />
        <Contact street={data} />
      </div>
    </div>
  );
}

function Contact({ street }: { street: StreetView }) {
  const { t } = useTranslation('organizations');
  const save = useApiMutation(saveStreet);
  const form = useZodForm(saveStreet.body, { name: street.name, shortName: street.shortName, contact: street.contact });
  if (!street.mayEdit)
    return (
      <Card title={t('street.contact')}>
        <Facts items={[
          { label: t('street.phone'), value: street.contact.phone || t('none') },
          { label: t('street.email'), value: street.contact.email || t('none') },
          { label: t('street.address'), value: street.contact.address || t('none') },
        ]} />
      </Card>
    );
  return (
    <Card title={t('street.contact')}>
      <Form form={form} label={t('street.contact')} onSubmit={async (body) => {
        await save.mutateAsync({ params: { tenantId: street.id }, body });
        toast.success(t('street.saved'));
      }}>
        <p className="wc-secondary">{t('street.contactHelp')}</p>
        <FieldGroup>
          <TextField control={form.control} name="name" label={t('street.name')} required />
          <TextField control={form.control} name="shortName" label={t('street.shortName')} help={t('street.shortNameHelp')} required />
          <TextField control={form.control} name="contact.phone" label={t('street.phone')} type="tel" />
          <TextField control={form.control} name="contact.email" label={t('street.email')} type="email" />
          <TextField control={form.control} name="contact.address" label={t('street.address')} />
        </FieldGroup>
        <p><SubmitButton>{t('street.save')}</SubmitButton></p>
      </Form>
    </Card>
  );
}

function Communities({ street }: { street: StreetView }) {
  const { t } = useTranslation('organizations');
  const confirm = useConfirm();
  const remove = useApiMutation(removeCommunity);
  const [edited, setEdited] = useState<Community | 'new' | null>(null);
  const ask = async ({ id, name }: Community) => {
    const answer = await confirm({ title: t('community.removeTitle', { name }), consequence: t('community.removeHelp'), confirm: t('community.remove'), danger: true });
    if (answer) remove.mutate({ params: { id } }, { onSuccess: () => toast.success(t('community.removed', { name })), onError: (error) => toast.danger(error.message) });
  };
  return (
    <Card title={t('community.title', { n: street.communities.length })}
      actions={street.mayEdit && <Button variant="default" size="xs" leftSection={<Plus size={15} aria-hidden />} onClick={() => setEdited('new')}>{t('community.add')}</Button>}>
      {street.communities.length === 0 && <EmptyState title={t('community.empty')}>{t('community.emptyHelp')}</EmptyState>}
      <ul className={classes.communities}>
        {street.communities.map((one) => (
          <li key={one.id}>
            <span>{one.name}</span>
            {street.mayEdit && (
              <span className={classes.rowButtons}>
                <button type="button" className={classes.textButton} aria-label={t('community.renameOne', { name: one.name })} onClick={() => setEdited(one)}>{t('community.rename')}</button>
                <button type="button" className={classes.textButton} data-danger aria-label={t('community.removeTitle', { name: one.name })} onClick={() => void ask(one)}>{t('community.removeShort')}</button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <Dialog open={edited !== null} onClose={() => setEdited(null)} title={t(edited === 'new' ? 'community.add' : 'community.rename')}>
        {edited && <CommunityForm key={edited === 'new' ? 'new' : edited.id} tenantId={street.id} community={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      </Dialog>
    </Card>
  );
}

function CommunityForm({ tenantId, community, onClose }: { tenantId: string; community: Community | null; onClose: () => void }) {
  const { t } = useTranslation('organizations');
  const add = useApiMutation(addCommunity);
  const save = useApiMutation(saveCommunity);
  const form = useZodForm(addCommunity.body, { name: community?.name ?? '', shortName: community?.shortName ?? '' });
  return (
    <Form form={form} label={t('community.add')} onSubmit={async (body) => {
      if (community) await save.mutateAsync({ params: { id: community.id }, body });
      else await add.mutateAsync({ params: { tenantId }, body });
      toast.success(t('community.saved', { name: body.name }));
      onClose();
    }}>
      <FieldGroup>
        <TextField control={form.control} name="name" label={t('community.name')} placeholder="春申社区" required />
        <TextField control={form.control} name="shortName" label={t('community.shortName')} help={t('community.shortNameHelp')} placeholder="春申" required />
      </FieldGroup>
      <p className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('community.save')}</SubmitButton></p>
    </Form>
  );
}
