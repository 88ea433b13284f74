import { createNeed, fileNeed, getNeed, publishNeed } from '@weichuang/contracts/needs/needs';
import { acceptPairing, listCommunityPairings, requestPairing } from '@weichuang/contracts/needs/pairings';
import { attachFile, createApplication, getApplication, saveApplication, submitApplication } from '@weichuang/contracts/applications/writing';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { answersOf, budgetOf, type DemoProject } from './answers';
import { ownerOf, person, type Demo } from './demo';

const FIELDS: Readonly<Record<string, string>> = {
  elderly: '养老服务', children: '儿童青少年服务', disabled: '助残服务', needy: '困难家庭帮扶', culture: '社区文化', health: '健康促进', environment: '环境与垃圾分类', governance: '社区治理与协商', volunteering: '志愿服务与邻里互助',
};

/** ids by project key */
export type Begun = Map<string, string>;
export interface Round {
  readonly id: string;
  readonly street: string;
  readonly needs: boolean;
  readonly from: string;
  readonly to: string;
  readonly grantFen: number;
}

/** Communities file their needs, staff publish them: one a project, for its community. */
export async function collectNeeds(demo: Demo, round: Round, projects: readonly DemoProject[]): Promise<Map<string, string>> {
  const handler = await person(demo, 'handler');
  const needs = new Map<string, string>();
  for (const project of projects) {
    const committee = await demo.browsers.as(demo.ground.committees[`${round.street}/${project.community}`] ?? '');
    const { id } = await committee.do(createNeed, {
      params: { roundId: round.id },
      body: {
        communityId: demo.ground.communities[`${round.street}/${project.community}`] ?? '', title: project.need, description: project.needText, category: FIELDS[project.category] ?? '其他',
        surveyCount: project.survey, beneficiaries: project.beneficiaries.slice(0, 200),
      },
    });
    const draft = await committee.do(getNeed, { params: { id } });
    await committee.do(fileNeed, { params: { id }, body: { revision: draft.revision } });
    const filed = await handler.do(getNeed, { params: { id } });
    await handler.do(publishNeed, { params: { id }, body: { revision: filed.revision } });
    needs.set(project.key, id);
  }
  return needs;
}

/** Each applicant asks the community, and the community agrees. */
async function pair(demo: Demo, round: Round, project: DemoProject, needId: string | null): Promise<string | null> {
  const owner = await ownerOf(demo, project.org);
  const applicant = demo.applicants.get(project.org);
  const communityId = demo.ground.communities[`${round.street}/${project.community}`] ?? '';
  const asked = await owner.tries(requestPairing, {
    params: { roundId: round.id }, body: { organizationId: applicant?.organizationId ?? '', communityId, needId, message: `我们希望与${project.community}社区结对，共同开展${project.name}。` },
  });
  // the second project of one organization in one community finds the pairing there
  const committee = await demo.browsers.as(demo.ground.committees[`${round.street}/${project.community}`] ?? '');
  const { rows } = await committee.do(listCommunityPairings, { params: { communityId } });
  const mine = rows.find((row) => row.organization.id === applicant?.organizationId && row.round.id === round.id);
  if (!mine) throw new Error(`seed: no pairing for ${project.key}: ${asked ?? ''}`);
  if (mine.state === 'requested') await committee.do(acceptPairing, { params: { id: mine.id }, body: { revision: mine.revision, reply: '欢迎，我们会协调场地和居民。' } });
  return mine.id;
}

/** Writes one application, as far as the project's story goes; returns its id. */
export async function writeApplication(demo: Demo, round: Round, project: DemoProject, n: number, needId: string | null): Promise<string> {
  const owner = await ownerOf(demo, project.org);
  const applicant = demo.applicants.get(project.org);
  const pairingId = round.needs ? await pair(demo, round, project, needId) : null;
  const { id } = await owner.do(createApplication, {
    params: { roundId: round.id }, body: { organizationId: applicant?.organizationId ?? '', trackId: round.needs ? project.track : 'org', title: project.name },
  });
  let view = await owner.do(getApplication, { params: { id } });
  // a published version of the library's form
  const definition = view.definition as unknown as FormDefinition;
  const files: Record<string, string[]> = {};
  for (const field of definition.sections.flatMap((section) => section.fields))
    if (field.type === 'file' && field.required && (!field.showIf || field.id === 'survey_report')) {
      const survey = field.id === 'survey_report';
      const lines = survey ? [`${project.community}社区居民需求调查，回收有效问卷 ${project.survey} 份。`, project.needText] : [`本单位申报“${project.name}”，承诺申报材料真实、准确、完整，接受主办方、承办方的督导、审计和评估，资助资金专款专用。`];
      const bytes = await demo.papers.pdf(survey ? '需求调查报告' : '承诺书', lines, view.round.closeAt ? new Date(view.round.closeAt) : new Date(0));
      const stored = await owner.upload(attachFile, { id }, { bytes, name: survey ? '需求调查报告.pdf' : '承诺书（盖章扫描件）.pdf' }, { fieldId: field.id });
      files[field.id] = [stored.id];
    }
  view = await owner.do(getApplication, { params: { id } });
  const communityId = demo.ground.communities[`${round.street}/${project.community}`] ?? '';
  const special = 'special' in project ? project.special : undefined;
  const answers = answersOf(project, definition, {
    needId, communityId, from: round.from, to: round.to, files, n, budget: budgetOf(project, n, special === 'over_cap' ? round.grantFen + 350_000 : round.grantFen),
  });
  await owner.do(saveApplication, {
    params: { id },
    body: {
      revision: view.revision, title: project.name, answers: special === 'draft' ? { project_name: answers['project_name'], need_analysis: answers['need_analysis'] } : { ...answers },
      ...(round.needs ? { communityId, needId, pairingId } : {}), ...(applicant?.hostId && project.track === 'self' && round.needs ? { hostOrganizationId: applicant.hostId } : {}),
    },
  });
  return id;
}

/** null when it went in, else the code it was refused with. */
export async function submit(demo: Demo, project: DemoProject, id: string): Promise<string | null> {
  const owner = await ownerOf(demo, project.org);
  const { revision } = await owner.do(getApplication, { params: { id } });
  return owner.tries(submitApplication, { params: { id }, body: { revision } });
}
