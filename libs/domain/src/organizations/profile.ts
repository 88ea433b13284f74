/** What the cover of an application and the payment need of its organization (项目申报书 "申报单位" table). */
export const PROFILE_NEEDED = ['address', 'legalRepresentative', 'contactName', 'contactPhone', 'accountName', 'bankName', 'accountNumber'] as const;
/** A group without legal personality has no account of its own: its host receives the money. */
const GROUP_NEEDED = ['address', 'contactName', 'contactPhone'] as const;
export type ProfileKey = (typeof PROFILE_NEEDED)[number];

/** Which needed entries of a profile are still empty. */
export const profileMissing = (profile: Partial<Record<ProfileKey, string>>, registered: boolean): ProfileKey[] =>
  [...(registered ? PROFILE_NEEDED : GROUP_NEEDED)].filter((key) => !profile[key]?.trim());
