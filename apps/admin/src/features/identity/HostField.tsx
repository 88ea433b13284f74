import { TextInput } from '@mantine/core';
import { searchOrganizations } from '@weichuang/contracts/organizations/organization';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/api';
import classes from './identity.module.css';

interface Host {
  readonly id: string;
  readonly name: string;
}

/** The registered organization that a group stands behind, found by a part of its name. */
export function HostField({ value, onChange, error }: { value: string; onChange: (id: string) => void; error: string | undefined }) {
  const { t } = useTranslation('identity');
  const [chosen, setChosen] = useState<Host | null>(null);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const { data, isFetching } = useApi(searchOrganizations, { query: { q } }, { enabled: q.length >= 2, keepPrevious: true });
  if (value && chosen)
    return (
      <div className={classes.hostField}>
        <span>{t('host.label')}</span>
        <p className={classes.chosen}>
          <b>{chosen.name}</b>
          <button type="button" className={classes.textButton} onClick={() => { setChosen(null); onChange(''); }}>{t('host.other')}</button>
        </p>
      </div>
    );
  const rows = q.length >= 2 ? (data?.rows ?? []) : [];
  return (
    <div className={classes.hostField}>
      <TextInput id="f-organization-hostId" label={t('host.label')} description={t('host.help')} withAsterisk aria-required inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={typed} onChange={(event) => setTyped(event.currentTarget.value)} error={error} autoComplete="off" />
      <div role="status" className={classes.small}>{q.length >= 2 && !isFetching && rows.length === 0 ? t('host.none') : ''}</div>
      {rows.length > 0 && (
        <ul className={classes.found} aria-label={t('host.found')}>
          {rows.map((row) => <li key={row.id}><button type="button" onClick={() => { setChosen(row); onChange(row.id); }}>{row.name}</button></li>)}
        </ul>
      )}
    </div>
  );
}
