import { Button } from '@mantine/core';
import { addPaper, getProjectTimeline, type ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { getFile } from '@weichuang/contracts/files/file';
import { ErrorNote, StateTag, TextSkeleton } from '@weichuang/ui/feedback';
import { Money, Sentence, useFormat, useText } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { Timeline } from '@weichuang/ui/timeline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fileAddress, useApi } from '../../../app/api';
import { useSession } from '../../../app/session';
import classes from '../agreements.module.css';
import { UploadButton } from '../../../app/UploadButton';
import { AuditDialog } from './AuditDialog';
import { PeopleDialog } from './PeopleDialog';

export default function OverviewTab({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('agreements');
  const format = useFormat();
  const { has } = useSession();
  const [assigning, setAssigning] = useState(false);
  const [auditing, setAuditing] = useState(false);
  const nobody = <span className="wc-secondary">{t('unassigned')}</span>;
  const facts = [
    { label: t('organization'), value: project.organization.name },
    ...(project.host ? [{ label: t('host'), value: project.host.name }] : []),
    { label: t('community'), value: project.community?.name ?? '—' },
    { label: t('grant'), value: <Money fen={project.grantFen} /> },
    { label: t('paid'), value: <Money fen={project.paidFen} /> },
    { label: t('periodLabel'), value: project.startsOn && project.endsOn ? t('period', { from: format.day(project.startsOn), to: format.day(project.endsOn) }) : '—' },
    { label: t('supervisor'), value: project.supervisor?.name ?? nobody },
    { label: t('coach'), value: project.coach?.name ?? nobody },
    ...(project.audit ? [{ label: t('audit.title'), value: `${t(project.audit.clean ? 'audit.clean' : 'audit.notClean')} ${format.day(project.audit.on)}` }] : []),
  ];
  const mayReadApplication = has('street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'applicant_owner', 'applicant_member');
  return (
    <div className={classes.stack}>
      <Card title={t('facts')} actions={
        <>
          {mayReadApplication && <Button component={Link} to={`/app/applications/${project.applicationId}`} variant="default" size="xs">{t('application')}</Button>}
          {project.may.audit && <Button variant="default" size="xs" onClick={() => setAuditing(true)}>{t('audit.open')}</Button>}
          {project.may.assign && <Button variant="default" size="xs" onClick={() => setAssigning(true)}>{t('people.open')}</Button>}
        </>
      }>
        <dl className={classes.facts}>{facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}</dl>
      </Card>
      {project.papers.length > 0 && <Papers project={project} />}
      <History id={project.id} />
      {project.may.assign && <PeopleDialog project={project} open={assigning} onClose={() => setAssigning(false)} />}
      {project.may.audit && <AuditDialog project={project} open={auditing} onClose={() => setAuditing(false)} />}
    </div>
  );
}

/** Papers the round asks for before acceptance. */
function Papers({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('agreements');
  const text = useText();
  const format = useFormat();
  return (
    <Card title={t('papers.title')}>
      <ul className={classes.papers}>
        {project.papers.map((paper) => (
          <li key={paper.id}>
            <span className={classes.buttons}><b>{text(paper.name)}</b><StateTag tone={paper.complete ? 'good' : 'neutral'}>{t(paper.complete ? 'papers.there' : 'papers.missing')}</StateTag></span>
            {project.may.papers && <UploadButton route={addPaper} args={{ params: { id: project.id, paperId: paper.id } }} label={t('papers.add')} about={text(paper.name)} accept=".pdf,.doc,.docx,.xls,.xlsx,image/*" size="xs" />}
            {paper.files.length > 0 && (
              <ul className={classes.files}>
                {paper.files.map((file) => <li key={file.id}><a href={fileAddress(getFile, { params: { id: file.id } })}>{file.name}</a> <span className="wc-secondary"><Sentence>{`${format.fileSize(file.size)} · ${format.day(file.createdAt)}`}</Sentence></span></li>)}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function History({ id }: { id: string }) {
  const { t } = useTranslation('agreements');
  const format = useFormat();
  const { data, error, refetch } = useApi(getProjectTimeline, { params: { id } });
  return (
    <Card title={t('history.title')}>
      {error && !data && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={5} />}
      {data && (
        <Timeline label={t('history.title')} entries={data.rows.map((row) => ({
          id: row.id,
          at: row.at,
          title: row.text,
          who: row.actor ?? t('history.system'),
          detail: [row.amountFen !== null && row.kind.startsWith('tranche.') ? format.money(row.amountFen) : null, row.reason].filter(Boolean).join(' · ') || undefined,
          tone: row.reason && !row.kind.endsWith('return') ? ('waiting' as const) : undefined,
        }))} />
      )}
    </Card>
  );
}
