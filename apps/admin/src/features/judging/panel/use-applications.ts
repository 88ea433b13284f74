import { getProgress } from '@weichuang/contracts/judging/panel';
import { useApi } from '../../../app/api';

/** The applications of a stage; the page has read them already. */
export const useApplications = (stageId: string) => useApi(getProgress, { params: { stageId } }).data?.applications ?? [];
