/** The role every request runs under: no superuser, owner of nothing, bound by row-level security. */
export const APP_ROLE = 'weichuang_app';
