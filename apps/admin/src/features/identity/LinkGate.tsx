import { lookAtLink } from '@weichuang/contracts/identity/account';
import type { Output } from '@weichuang/contracts/http/route';
import { useQuery } from '@tanstack/react-query';
import { ErrorNote, Note, TextSkeleton } from '@weichuang/ui/feedback';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem, call } from '../../app/api';

type Looked = Output<typeof lookAtLink>;

/** Looks at a mailed link before its form is shown; one that is dead says so and where to get another. */
export function LinkGate({ token, purpose, children }: { token: string; purpose: Looked['purpose']; children: (link: Looked) => ReactNode }) {
  const { t } = useTranslation('identity');
  // a POST that only reads: the token must not stand in an address
  const { data, error, refetch } = useQuery({ queryKey: ['link', token], queryFn: () => call(lookAtLink, { body: { token } }), enabled: token.length >= 20, retry: false, staleTime: Infinity, gcTime: 0 });
  const refused = error instanceof ApiProblem && error.status !== 0 && error.status < 500;
  if (token.length < 20 || refused || (data && data.purpose !== purpose))
    return <Note tone="waiting" title={t('link.dead')}><p>{t(`link.${purpose}`)}</p>{purpose === 'password_reset' && <Link to="/forgot">{t('link.again')}</Link>}</Note>;
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data ? children(data) : <TextSkeleton lines={4} />;
}
