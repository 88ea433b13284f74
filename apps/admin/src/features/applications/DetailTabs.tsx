import type { ApplicationView } from '@weichuang/contracts/applications/views';
import { getFile } from '@weichuang/contracts/files/file';
import { isGroup } from '@weichuang/domain/organizations/registration';
import { EmptyState } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { Timeline, type TimelineEntry } from '@weichuang/ui/timeline';
import { useTranslation } from 'react-i18next';
import { fileAddress } from '../../app/api';
import classes from './applications.module.css';
import { useFieldNames } from './use-field-names';

export function OrganizationTab({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  const format = useFormat();
  const { organization: one } = view;
  const facts: [string, string | null][] = [
    ['name', one.name], ['kind', t(`kind.${one.kind}`)], ['uscc', one.uscc], ['registeredOn', one.registeredOn && format.day(one.registeredOn)], ['registrar', one.registrar],
    ['assessmentLevel', one.assessmentLevel], [isGroup(one.kind) ? 'leader' : 'legalRepresentative', one.legalRepresentative], ['contactName', one.contactName], ['contactPhone', one.contactPhone],
    ['contactEmail', one.contactEmail], ['address', one.address], ['host', view.host?.name ?? null],
  ];
  return (
    <Card>
      <dl className={classes.cardFacts}>{facts.flatMap(([key, value]) => (value ? [<div key={key}><dt>{t(`org.${key}`)}</dt><dd>{value}</dd></div>] : []))}</dl>
    </Card>
  );
}

export function FilesTab({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  const format = useFormat();
  if (!view.files.length) return <div className="wc-card"><EmptyState title={t('noFiles')} /></div>;
  return (
    <Card>
      <ul className={classes.fileRows}>
        {view.files.map((file) => (
          <li key={file.id}>
            <a href={fileAddress(getFile, { params: { id: file.id }, query: {} })}>{file.name}</a>
            <span className="wc-secondary">{format.fileSize(file.size)} · {format.dateTime(file.createdAt)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const TONES: Readonly<Record<string, TimelineEntry['tone']>> = { 'application.qualify': 'good', 'application.disqualify': 'bad', 'application.shortlisted': 'good', 'application.not_shortlisted': 'bad', 'application.return': 'waiting', 'application.submit': 'good', 'application.resubmit': 'good' };
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export function TimelineTab({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  const format = useFormat();
  const name = useFieldNames(view);
  const entries = view.timeline.map((event): TimelineEntry => {
    const { reason, fields, until, receiptNumber, number, rule, outcome } = event.data;
    const detail = [
      number && receiptNumber ? `${asText(number)} · ${asText(receiptNumber)}` : '',
      rule ? t('verdictOn', { rule: asText(rule), outcome: t(`verdictOutcome.${asText(outcome)}`) }) : '',
      asText(reason),
      Array.isArray(fields) ? format.list(fields.map((field) => name(asText(field)))) : '',
      until ? t('closes', { at: format.deadline(asText(until)) }) : '',
    ].filter(Boolean);
    const tone = TONES[event.kind];
    return {
      id: event.id, at: event.at, title: t(`event.${event.kind.replace('.', '_')}`, { defaultValue: event.kind }), ...(event.by ? { who: event.by } : {}),
      ...(detail.length ? { detail: <>{detail.map((part) => <p key={part}>{part}</p>)}</> } : {}), ...(tone ? { tone } : {}),
    };
  });
  return <Card><Timeline entries={entries} label={t('tab.timeline')} /></Card>;
}
