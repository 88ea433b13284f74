import identityEn from '@weichuang/contracts/identity/refusals.en.json';
import identityZh from '@weichuang/contracts/identity/refusals.zh-CN.json';
import organizationsEn from '@weichuang/contracts/organizations/problems.en.json';
import organizationsZh from '@weichuang/contracts/organizations/problems.zh-CN.json';

const TEXTS: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>> = {
  zh: { ...identityZh, ...organizationsZh },
  en: { ...identityEn, ...organizationsEn },
};

/** The sentence of a problem with a registration or a password, as the server would say it. */
export const problemText = (language: string, code: string): string => TEXTS[language.startsWith('en') ? 'en' : 'zh'][code] ?? code;
