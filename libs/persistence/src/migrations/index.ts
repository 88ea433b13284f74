import { Base1700000000001 } from './0001-base';
import { Identity1700000000002 } from './0002-identity';
import { Files1700000000003 } from './0003-files';
import { Calls1700000000004 } from './0004-calls';
import { Needs1700000000005 } from './0005-needs';
import { Applications1700000000006 } from './0006-applications';
import { Judging1700000000007 } from './0007-judging';
import { Awards1700000000008 } from './0008-awards';
import { Agreements1700000000009 } from './0009-agreements';
import { Disbursements1700000000010 } from './0010-disbursements';
import { Supervision1700000000011 } from './0011-supervision';
import { Evaluation1700000000012 } from './0012-evaluation';
import { Reports1700000000013 } from './0013-reports';
import { Messages1700000000020 } from './0020-messages';
import { Districts1700000000021 } from './0021-districts';
import { Calendar1700000000022 } from './0022-calendar';
import { ObjectionsOnPaper1700000000030 } from './0030-objections-on-paper';
import { ExpensesAccepted1700000000031 } from './0031-expenses-accepted';
import { Reminders1700000000032 } from './0032-reminders';
import { Shortlists1700000000033 } from './0033-shortlists';
import { IssuedPapers1700000000040 } from './0040-issued-papers';
import { DisabledStreetsRest1700000000060 } from './0060-disabled-streets-rest';
import { ReportCounts1700000000061 } from './0061-report-counts';
import { EventOrder1700000000080 } from './0080-event-order';
import { EvaluationRecusal1700000000081 } from './0081-evaluation-recusal';
import { EventOrderRestored1700000000090 } from './0090-event-order-restored';
import { RelayFromCursor1700000000091 } from './0091-relay-from-cursor';
import { ReportBatchesResumed1700000000092 } from './0092-report-batches-resumed';
import { VisitsDue1700000000105 } from './0105-visits-due';

/** In order; a migration that has landed never changes. */
export const migrations = [
  Base1700000000001,
  Identity1700000000002,
  Files1700000000003,
  Calls1700000000004,
  Needs1700000000005,
  Applications1700000000006,
  Judging1700000000007,
  Awards1700000000008,
  Agreements1700000000009,
  Disbursements1700000000010,
  Supervision1700000000011,
  Evaluation1700000000012,
  Reports1700000000013,
  Messages1700000000020,
  Districts1700000000021,
  Calendar1700000000022,
  ObjectionsOnPaper1700000000030,
  ExpensesAccepted1700000000031,
  Reminders1700000000032,
  Shortlists1700000000033,
  IssuedPapers1700000000040,
  DisabledStreetsRest1700000000060,
  ReportCounts1700000000061,
  EventOrder1700000000080,
  EvaluationRecusal1700000000081,
  EventOrderRestored1700000000090,
  RelayFromCursor1700000000091,
  ReportBatchesResumed1700000000092,
  VisitsDue1700000000105,
];
