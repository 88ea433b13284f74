import { Button } from '@mantine/core';
import { getMissing, getRound, publishRound, type RoundDetail } from '@weichuang/contracts/calls/rounds';
import { EmptyState, ErrorNote, Note, PageSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { focusField, SaveState } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { ArrowLeft, ArrowRight, Check, ChevronDown, Eye } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useApi, useApiMutation } from '../../app/api';
import pageClasses from './calls.module.css';
import { RoundState } from './RoundState';
import { DraftContext } from './setup/draft';
import { BasicSection, CalendarSection, EligibilitySection, TracksSection } from './setup/sections-apply';
import { EvaluationSection, NoticeSection, PrizesSection, TranchesSection } from './setup/sections-after';
import { MoneySection } from './setup/sections-money';
import { ReviewSection } from './setup/sections-review';
import classes from './setup/setup.module.css';
import { useDraftSaver } from './setup/use-draft-saver';
import { useVersionOptions } from './setup/versions';

/** Where each part of the configuration is set up. */
const SECTIONS = {
  basic: ['title', 'year', 'edition', 'introduction', 'numbering'],
  tracks: ['tracks', 'needs'],
  calendar: ['calendar'],
  money: ['poolFen', 'grant', 'maxRequestFen', 'overCap', 'budget'],
  eligibility: ['eligibility'],
  review: ['review'],
  notice: ['notice', 'agreement', 'optimisation', 'closeDocuments'],
  tranches: ['tranches'],
  evaluation: ['evaluation', 'progressReport', 'supervision'],
  prizes: ['prizes'],
} as const;
type SectionId = keyof typeof SECTIONS;
const IDS = Object.keys(SECTIONS) as SectionId[]; // the record's own keys
const sectionOf = (path: string): SectionId => IDS.find((id) => SECTIONS[id].some((key) => key === path.split('.')[0])) ?? 'basic';

/** Lists of the configuration, and what one of their rows is called. */
const ROWS = [
  ['tracks', 'track'], ['grant.tiers', 'tier'], ['budget.categories', 'category'], ['budget.caps', 'cap'], ['eligibility.rules', 'rule'], ['review.stages', 'reviewStage'], ['review.parts', 'part'],
  ['tranches', 'tranche'], ['evaluation', 'evaluation'], ['prizes', 'prize'], ['closeDocuments', 'paper'],
] as const;

export default function SetupPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('calls');
  const { data: round, error, refetch } = useApi(getRound, { params: { roundId } }, { fresh: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!round) return <PageSkeleton />;
  if (!round.actions.some((action) => action.event === 'edit' && action.allowed))
    return <EmptyState page title={t('setup.closed')} action={<Button component={Link} to={`/app/rounds/${roundId}`}>{t('setup.toRound')}</Button>}>{t('setup.closedHelp')}</EmptyState>;
  return <Setup key={round.id} round={round} />;
}

function Setup({ round }: { round: RoundDetail }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const [search, setSearch] = useSearchParams();
  const saver = useDraftSaver(round);
  const versions = useVersionOptions(round.tenant.id);
  const missing = useApi(getMissing, { params: { roundId: round.id } }, { keepPrevious: true });
  const publish = useApiMutation(publishRound);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState<string | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => missing.data?.rows ?? [], [missing.data]);
  const warnings = missing.data?.warnings ?? [];
  const asked = search.get('section');
  const current = IDS.find((id) => id === asked) ?? 'basic';
  const index = IDS.indexOf(current);
  // once its section is drawn
  useEffect(() => {
    if (wanted === null || sectionOf(wanted) !== current) return;
    focusField(wanted);
    setWanted(null);
  }, [wanted, current]);
  const access = useMemo(
    () => ({ get: saver.get, set: saver.set, problem: (path: string) => rows.find((row) => row.path === path)?.message }),
    [saver.get, saver.set, rows],
  );
  const rowOf = (path: string): string => {
    const found = ROWS.find(([prefix]) => path.startsWith(`${prefix}.`));
    const index = found && /^\d+/.exec(path.slice(found[0].length + 1))?.[0];
    return found && index !== undefined ? t(`setup.${found[1]}`, { n: Number(index) + 1 }) : '';
  };
  const lacking = (id: SectionId) => rows.filter((row) => sectionOf(row.path) === id).length;
  const go = (id: SectionId) => {
    void saver.flush();
    setOpen(false);
    setSearch({ section: id }, { replace: true, preventScrollReset: true });
    top.current?.scrollIntoView({ block: 'start' });
  };
  const goTo = (path: string) => {
    go(sectionOf(path));
    setWanted(path);
  };
  const place = (row: (typeof warnings)[number]) => (
    <li key={`${row.path} ${row.code}`}><button type="button" className={classes.go} onClick={() => goTo(row.path)}><span>{row.message}</span><small>{[t(`section.${sectionOf(row.path)}`), rowOf(row.path)].filter(Boolean).join(' · ')}</small></button></li>
  );
  const send = async () => {
    setFailure(null);
    await saver.flush();
    if (!saver.safe()) return;
    const title = String(saver.get('title'));
    const answer = await confirm({ title: t('publish.title', { title }), consequence: t('publish.consequence'), confirm: t('publish.confirm') });
    if (!answer) return;
    setBusy(true);
    try {
      await publish.mutateAsync({ params: { roundId: round.id }, body: { revision: saver.revision() } });
      toast.success(t('publish.done', { title }));
      void navigate(`/app/rounds/${round.id}`);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const publishStep = round.actions.some((action) => action.event === 'publish');
  const content: Record<SectionId, React.ReactNode> = {
    basic: <BasicSection />,
    tracks: <TracksSection versions={versions} />,
    calendar: <CalendarSection />,
    money: <MoneySection />,
    eligibility: <EligibilitySection />,
    review: <ReviewSection versions={versions} />,
    notice: <NoticeSection />,
    tranches: <TranchesSection />,
    evaluation: <EvaluationSection versions={versions} />,
    prizes: <PrizesSection />,
  };
  return (
    <DraftContext value={access}>
      <div className={pageClasses.page}>
        <PageHeader title={t('setup.title', { title: String(saver.get('title') ?? '') || t('untitled') })} state={<RoundState state={round.state} />} back={{ to: '/app/rounds', label: t('rounds') }}
          actions={<Button component={Link} to={`/app/rounds/${round.id}/preview`} variant="default" leftSection={<Eye size={16} aria-hidden />}>{t('setup.preview')}</Button>} />
        {failure !== null && <ErrorNote error={failure} />}
        <div className={classes.root}>
          <nav className={classes.nav} aria-label={t('setup.sections')} data-open={open || undefined}>
            <div className={classes.save}><SaveState status={saver.status} /></div>
            <button type="button" className={classes.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
              <span>{index + 1} / {IDS.length} · {t(`section.${current}`)}</span><ChevronDown size={18} aria-hidden />
            </button>
            <ol>
              {IDS.map((id) => (
                <li key={id}>
                  <button type="button" aria-current={id === current ? 'step' : undefined} onClick={() => go(id)}>
                    <span>{t(`section.${id}`)}</span>
                    {lacking(id) > 0 ? <span className={classes.lacks} title={t('setup.lacks', { n: lacking(id) })}>{lacking(id)}</span> : missing.data && <Check size={16} aria-label={t('setup.complete')} />}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
          <div className={classes.main} ref={top} tabIndex={-1}>
            {saver.status.kind === 'conflict' && (
              <div className={classes.conflict}>
                <Note tone="danger" title={t('conflict.title', { parts: [...new Set(saver.status.fields.map((key) => t(`section.${sectionOf(key)}`)))].join(t('and')) })}>
                  <div className={pageClasses.filter}>
                    <Button size="xs" onClick={() => saver.resolve(false)}>{t('conflict.theirs')}</Button>
                    <Button size="xs" variant="default" onClick={() => saver.resolve(true)}>{t('conflict.mine')}</Button>
                  </div>
                </Note>
              </div>
            )}
            <section className={`wc-card ${classes.section}`} aria-labelledby="setup-heading">
              <header><h2 id="setup-heading">{t(`section.${current}`)}</h2><p>{t(`sectionHelp.${current}`)}</p></header>
              {content[current]}
            </section>
            <div className={classes.foot}>
              {index > 0 ? <Button variant="default" leftSection={<ArrowLeft size={16} aria-hidden />} onClick={() => go(IDS[index - 1] ?? current)}>{t(`section.${IDS[index - 1] ?? current}`)}</Button> : <span />}
              {index < IDS.length - 1 && <Button rightSection={<ArrowRight size={16} aria-hidden />} onClick={() => go(IDS[index + 1] ?? current)}>{t(`section.${IDS[index + 1] ?? current}`)}</Button>}
            </div>
          </div>
          <aside className={classes.rail}>
            <section className={`wc-card ${classes.missing}`} data-done={(missing.data && rows.length === 0) || undefined} aria-live="polite">
              <h2>{!missing.data ? t('missing.checking') : rows.length === 0 ? t('missing.none') : t('missing.title', { n: format.count(rows.length) })}</h2>
              {missing.error && <ErrorNote error={missing.error} onRetry={() => void missing.refetch()} />}
              {missing.data && rows.length === 0 && <p className="wc-secondary">{t('missing.noneHelp')}</p>}
              <ul>{rows.slice(0, 30).map(place)}</ul>
              {publishStep && <Button loading={busy} disabled={!missing.data || rows.length > 0} onClick={() => void send()}>{t('publish.confirm')}</Button>}
              {!publishStep && rows.length === 0 && missing.data && <p className="wc-secondary">{t('missing.managerPublishes')}</p>}
            </section>
            {warnings.length > 0 && (
              <section className={`wc-card ${classes.missing}`} data-tone="look" aria-live="polite">
                <h2>{t('missing.look')}</h2>
                <p className="wc-secondary">{t('missing.lookHelp')}</p>
                <ul>{warnings.map(place)}</ul>
              </section>
            )}
          </aside>
        </div>
      </div>
    </DraftContext>
  );
}
