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
  const open = data.phase === 'open';
  // pairing may be asked for as soon as the call is published
  const pairs = data.rules.needs.pairingRequired && (open || data.phase === 'coming');
  const way = (to: string) => (session ? to : `/sign-in?to=${encodeURIComponent(to)}`);
  const entry = (
    <>
      {open && <Button component={Link} size="md" to={way(`/app/open-calls#call-${roundId}`)}>{t(session ? 'apply' : 'signInToApply')}</Button>}
      {pairs && <Button component={Link} size="md" variant="default" to={way(`/app/rounds/${roundId}/pair`)}>{t('pair')}</Button>}
    </>
  );
  return <CallView call={data} entry={entry} />;
}
