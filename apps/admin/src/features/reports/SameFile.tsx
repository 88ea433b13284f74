import { FileButton, Button } from '@mantine/core';
import { Note } from '@weichuang/ui/feedback';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './reports.module.css';

/** Is this file, byte for byte, the one that was sent out? Reckoned in the browser: the file stays where it is. */
export function SameFile({ sha256 }: { sha256: string }) {
  const { t } = useTranslation('reports');
  const [found, setFound] = useState<{ readonly name: string; readonly same: boolean } | null>(null);
  // an address without https has no digests
  if (!('subtle' in crypto)) return null;
  const compare = async (file: File | null) => {
    if (!file) return;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    setFound({ name: file.name, same: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === sha256 });
  };
  return (
    <div className={classes.form}>
      <FileButton accept="application/pdf" onChange={(file) => void compare(file)}>{(props) => <Button {...props} variant="default">{t('verify.file')}</Button>}</FileButton>
      <p className="wc-secondary">{t('verify.fileHelp')}</p>
      <div role="status">{found && <Note tone={found.same ? 'success' : 'danger'} title={t(found.same ? 'verify.same' : 'verify.different', { name: found.name })}>{found.same ? undefined : t('verify.differentHelp')}</Note>}</div>
    </div>
  );
}
