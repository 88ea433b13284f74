import type { RoundSummary } from '@weichuang/contracts/calls/rounds';
import { useText } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { StageLine } from '@weichuang/ui/stage-line';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { rolesIn } from '../../app/place';
import { useSession, useWorksAt } from '../../app/session';
import classes from './calls.module.css';
import { RoundState } from './RoundState';
import { tabsFor } from './round-tabs';
import { useStageLine } from './use-stage-line';

export interface RoundFrameProps {
  /** what `getRound` or a list of rounds gives */
  readonly round: Pick<RoundSummary, 'id' | 'title' | 'year' | 'edition' | 'state' | 'line' | 'tenant'>;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Every page of a round: its name, its stage line and the way to its other pages. For all slices whose pages are about a round. */
export function RoundFrame({ round, actions, children }: RoundFrameProps) {
  const { t } = useTranslation('calls');
  const line = useStageLine();
  useWorksAt({ tenantId: round.tenant.id, roundId: round.id });
  return (
    <div className={classes.page}>
      <PageHeader title={round.title || t('untitled')} number={t('edition', { year: round.year, edition: round.edition })} state={<RoundState state={round.state} />}
        meta={<span>{round.tenant.name}</span>} back={{ to: '/app/rounds', label: t('rounds') }} actions={actions} />
      <div className={`wc-card ${classes.line}`}><StageLine {...line(round.line, round.title)} /></div>
      <RoundTabs roundId={round.id} tenantId={round.tenant.id} />
      {children}
    </div>
  );
}

/** Links to the round's pages; a page is a page, so they can be opened in a new window and sent. */
export function RoundTabs({ roundId, tenantId }: { roundId: string; tenantId: string }) {
  const { t } = useTranslation('calls');
  const text = useText();
  const { view, roles } = useSession();
  const tabs = tabsFor(rolesIn(view.memberships, { roundId, tenantId }, roles));
  const bar = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // on a phone the bar is longer than the screen: the tab of this page is brought into it
  useEffect(() => {
    // in braces: newer browsers answer with a promise, which an effect must not return
    void bar.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  if (tabs.length < 2) return null;
  return (
    <nav ref={bar} className={classes.tabs} aria-label={t('tabs')}>
      <ul>{tabs.map((tab) => <li key={tab.path}><NavLink to={`/app/rounds/${roundId}${tab.path ? `/${tab.path}` : ''}`} end={tab.path === ''}>{text(tab.label)}</NavLink></li>)}</ul>
    </nav>
  );
}
