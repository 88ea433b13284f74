import { nested, wordFor } from '@weichuang/kernel/sentence';
import { loadUiMessages } from '@weichuang/ui/messages';
import i18next, { type BackendModule, type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = [
  { id: 'zh-CN', label: '简体中文' },
  { id: 'en', label: 'English' },
] as const;
export type LanguageId = (typeof LANGUAGES)[number]['id'];

const KEY = 'wc-language';
/** `features/<slice>/messages/<language>.json`: namespace = slice. Each file is a chunk, loaded with its pages. */
const files = import.meta.glob<{ default: object }>('../features/*/messages/*.json');
const own = import.meta.glob<{ default: object }>('./messages/*.json');

/** Roles are named as in mails and in the launcher's table: `ROLE.<role>` → `role.<role>` of the frame. */
async function roles(language: string): Promise<object> {
  const texts = language === 'en' ? await import('@weichuang/contracts/identity/roles.en.json') : await import('@weichuang/contracts/identity/roles.zh-CN.json');
  return Object.fromEntries(Object.entries(texts.default).map(([code, text]) => [code.slice('ROLE.'.length), text]));
}

/** A name between quotation marks may have some of its own. */
const QUOTED = /“\{\{(\w+)\}\}”/g;
const prepared = (messages: object): object =>
  JSON.parse(JSON.stringify(messages), (_, value: unknown) => (typeof value === 'string' ? value.replace(QUOTED, '“{{$1|nested}}”') : value)) as object;

const read = async (language: string, namespace: string): Promise<object> => {
  if (namespace === 'ui') return (await loadUiMessages(language)).default;
  const file = namespace === 'app' ? own[`./messages/${language}.json`] : files[`../features/${namespace}/messages/${language}.json`];
  const messages = file ? (await file()).default : {};
  return namespace === 'app' ? { ...messages, role: await roles(language) } : messages;
};

const load = async (language: string, namespace: string): Promise<object> => prepared(await read(language, namespace));

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    load(language, namespace).then(
      (messages) => done(null, messages),
      (error: Error) => done(error, null),
    );
  },
};

/** `{{n|return is|returns are}}` is the word that fits the number. */
const words: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, form = '') => (form === 'nested' ? nested(String(value)) : wordFor(value, form)),
};

function stored(): LanguageId {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

/** Ready when the kit's and the frame's texts are there. */
export async function startI18n(): Promise<void> {
  const language = stored();
  document.documentElement.lang = language;
  await i18next
    .use(backend)
    .use(words)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'zh-CN',
      supportedLngs: LANGUAGES.map((one) => one.id),
      load: 'currentOnly',
      ns: ['ui', 'app'],
      defaultNS: 'app',
      interpolation: {
        escapeValue: false, // React escapes
        formatSeparator: '|',
      },
      returnNull: false,
      react: { useSuspense: true },
    });
}

/** Changes the language for this device; texts of all pages that are open are loaded first. */
export async function changeLanguage(language: string): Promise<void> {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // without storage the choice lasts until the page is closed
  }
  await i18next.changeLanguage(language);
}

/** The messages of these slices, wanted before a page is drawn. */
export const loadMessages = (slices: readonly string[]): Promise<void> => i18next.loadNamespaces(slices);
