import { adjustAward, approveAward, declineAward, expireAward, promoteAward, type AwardLineView } from '@weichuang/contracts/awards/decision';
import { toast, useConfirm } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Menu, MenuItem } from '@weichuang/ui/popup';
import { EllipsisVertical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, useApiMutation } from '../../../app/api';
import classes from '../awards.module.css';

const MOVES = { include: 'proposed', waitlist: 'waitlisted', leave_out: 'not_funded' } as const;
const DANGER: ReadonlySet<string> = new Set(['leave_out', 'decline', 'expire']);

/** What may be done with one line; each act says what follows from it, and asks for the reason where one is needed. */
export function LineActions({ line, poolLeftFen }: { line: AwardLineView; poolLeftFen: number }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const confirm = useConfirm();
  const adjust = useApiMutation(adjustAward);
  const [promote, approve, decline, expire] = [useApiMutation(promoteAward), useApiMutation(approveAward), useApiMutation(declineAward), useApiMutation(expireAward)];
  const offered = line.actions.filter((one) => one.event !== 'amount');
  if (!offered.length) return null;

  const act = async (event: string) => {
    const needsReason = event in MOVES || event === 'decline' || event === 'expire' || (event === 'promote' && line.waitlist !== 1);
    const answer = await confirm({
      title: t(`line.${event}.title`, { project: line.project }),
      consequence: t(`line.${event}.consequence`, { amount: format.money(line.amountFen || line.entitledFen), left: format.money(poolLeftFen) }),
      confirm: t(`line.${event}.confirm`),
      danger: DANGER.has(event),
      ...(needsReason ? { reason: 'required' as const } : {}),
    });
    if (!answer) return;
    const { reason } = answer;
    const [params, revision] = [{ id: line.id }, line.revision];
    try {
      if (event === 'include' || event === 'waitlist' || event === 'leave_out') await adjust.mutateAsync({ params, body: { revision, state: MOVES[event], reason } });
      else if (event === 'approve') await approve.mutateAsync({ params, body: { revision } });
      else await { promote, decline, expire }[event as 'promote' | 'decline' | 'expire'].mutateAsync({ params, body: { revision, reason } }); // the events left
      toast.success(t(`line.${event}.done`, { project: line.project }));
    } catch (error) {
      toast.danger(error instanceof ApiProblem ? (error.title ?? error.message) : t('amount.failed'));
    }
  };

  return (
    <Menu trigger={<EllipsisVertical size={18} aria-hidden />} triggerClass={classes.more} label={t('lines.actionsOf', { project: line.project })} align="end">
      {offered.map(({ event, allowed, why }) =>
        allowed
          ? <MenuItem key={event} onSelect={() => void act(event)}>{t(`line.${event}.confirm`)}</MenuItem>
          : <div key={event} className={classes.closedAct}><b>{t(`line.${event}.confirm`)}</b><span>{why?.detail}</span></div>,
      )}
    </Menu>
  );
}
