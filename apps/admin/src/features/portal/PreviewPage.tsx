import { Button } from '@mantine/core';
import { previewCallPage } from '@weichuang/contracts/portal/calls';
import { ErrorNote, Note, PageSkeleton } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../app/api';
import { CallView } from './CallView';
import classes from './portal.module.css';

/** What applicants will see, from the draft as it is. */
export default function PreviewPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('portal');
  const { data, error, refetch } = useApi(previewCallPage, { params: { roundId } }, { staleTime: 0 });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={classes.preview}>
      <Note title={t('preview.title')}>
        {t('preview.body')} <Button component={Link} to={data.publishedAt ? `/app/rounds/${roundId}` : `/app/rounds/${roundId}/setup`} size="xs" variant="default">{t('preview.back')}</Button>
      </Note>
      <CallView call={data} />
    </div>
  );
}
