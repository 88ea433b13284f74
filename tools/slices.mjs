// The slices, lowest first: slice → slices it may know. Each may name only slices above it in this list, so a cycle cannot be written.
// What is no slice (http, jobs, app …) is open to all.
export const slices = {
  organizations: [],
  identity: ['organizations'],
  files: ['identity'],
  audit: ['organizations', 'identity', 'files'],
  forms: ['organizations', 'identity', 'files', 'audit'],
  calls: ['forms', 'organizations', 'identity', 'files', 'audit'],
  needs: ['calls', 'forms', 'organizations', 'identity', 'audit'],
  applications: ['needs', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  eligibility: ['applications', 'needs', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  judging: ['eligibility', 'applications', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  awards: ['judging', 'applications', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  agreements: ['awards', 'applications', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  disbursements: ['agreements', 'awards', 'applications', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  supervision: ['disbursements', 'agreements', 'applications', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  evaluation: ['supervision', 'disbursements', 'agreements', 'judging', 'applications', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  notifications: ['identity'],
  reports: ['evaluation', 'supervision', 'disbursements', 'agreements', 'awards', 'judging', 'eligibility', 'applications', 'needs', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  stats: ['reports', 'notifications', 'evaluation', 'supervision', 'disbursements', 'agreements', 'awards', 'judging', 'eligibility', 'applications', 'needs', 'calls', 'forms', 'organizations', 'identity', 'files', 'audit'],
  portal: ['awards', 'judging', 'applications', 'needs', 'calls', 'forms', 'organizations', 'files'],
};

const names = Object.keys(slices);
for (const [slice, knows] of Object.entries(slices))
  for (const other of knows)
    if (names.indexOf(other) < 0 || names.indexOf(other) >= names.indexOf(slice)) throw new Error(`slices.mjs: ${slice} may not know ${other}`);
