import { Button } from '@mantine/core';
import { getCallPage } from '@weichuang/contracts/portal/calls';
import { ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../app/api';
import { useSessionControl } from '../../app/session';
import { CallView } from './CallView';

/** The page of a call: no sign-in, good on paper. */
export default function CallPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('portal');
  const { session } = useSessionControl();
  const { data, error, refetch } = useApi(getCallPage, { params: { roundId } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const apply = `/app/rounds/${roundId}/apply`;
  const entry = data.phase === 'open' && <Button component={Link} size="md" to={session ? apply : `/sign-in?to=${encodeURIComponent(apply)}`}>{t(session ? 'apply' : 'signInToApply')}</Button>;
  return <CallView call={data} entry={entry || undefined} />;
}
