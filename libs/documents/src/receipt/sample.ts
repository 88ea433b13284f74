import type { SubmissionReceipt } from './model';

export function sampleReceipt(changes: Partial<SubmissionReceipt> = {}): SubmissionReceipt {
  return {
    applicationNo: 'WZ-CJ-2026-017',
    programme: '旺庄街道社区微创投大赛',
    round: '2026年第九届',
    project: '“邻里晨光”社区独居老人关怀项目',
    track: '为老服务',
    organization: '无锡市新吴区春江邻里社会工作服务中心',
    submitter: '镕敏',
    requestedFen: 3_000_000,
    submittedAt: new Date('2026-02-27T08:41:09Z'),
    closesAt: new Date('2026-02-28T09:00:00Z'),
    version: 2,
    files: [
      { name: '社会服务机构登记证书（副本）.pdf', size: '1.2 MB', digest: '5f2c9d0e7a41b8c36e9d2f01a7b4c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f' },
      { name: '2025年度工作报告.pdf', size: '3.8 MB', digest: 'a01b5c7d9e2f4a6b8c0d1e3f5a7b9c1d3e5f7a9b1c3d5e7f9a1b3c5d7e9f1a3b' },
      { name: '春江社区独居老人需求调查报告.docx', size: '640 kB', digest: '77ab12cd34ef56ab78cd90ef12ab34cd56ef78ab90cd12ef34ab56cd78ef90ab' },
    ],
    receiver: '无锡市新吴区旺庄街道办事处',
    verification: { code: 'R8TN-5W3H-P6YB', url: 'https://wct.example.gov.cn/v/R8TN5W3HP6YB', digest: '0c4f8a1d6e3b9277f5a0d8c1b4e7936a2d5f8b0c3e6a9d1f4b7c0e3a6d9f2b58' },
    ...changes,
  };
}
