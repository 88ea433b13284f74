import { ALargeSmall, ChevronsUpDown, Ellipsis, Languages, LogOut, MonitorCog, Moon, Sun, UserRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { Dialog, OfflineBanner, Toasts } from '../feedback';
import { Menu, MenuGroup, MenuItem } from '../popup';
import { useAppearance, type Scheme } from '../theme';
import classes from './frame.module.css';

export interface NavEntry {
  readonly to: string;
  readonly label: string;
  readonly icon: ReactNode;
  /** things that wait for me there */
  readonly count?: number;
  /** heading above the entry; entries of one group follow each other */
  readonly group?: string;
}

export interface Workspace {
  readonly id: string;
  /** role: `街道经办人` */
  readonly label: string;
  /** where: `清波街道 · 第三届微创投` */
  readonly place: string;
}

export interface LanguageChoice {
  readonly current: string;
  readonly all: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (id: string) => void;
}

export interface AppFrameProps {
  readonly brand: { readonly name: string; readonly seal: string; readonly to: string };
  readonly nav: readonly NavEntry[];
  readonly person: { readonly name: string; readonly detail?: string };
  readonly workspaces?: readonly Workspace[];
  readonly workspace?: string;
  readonly onWorkspace?: (id: string) => void;
  readonly language: LanguageChoice;
  readonly onSignOut: () => void;
  /** between the header and the page: demo clock, announcements */
  readonly banner?: ReactNode;
  /** left of the person's menu: a bell, a search */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The square mark before the name, like a seal on paper. */
export function Seal({ text }: { text: string }) {
  return <span className={classes.seal} aria-hidden>{text}</span>;
}

export function SkipLink() {
  const { t } = useTranslation('ui');
  return <a className={classes.skip} href="#main">{t('frame.skip')}</a>;
}

/** The signed-in frame: navigation beside the page at the desk, at the thumb on a phone. */
export function AppFrame(props: AppFrameProps) {
  const { brand, nav } = props;
  const { t } = useTranslation('ui');
  const [more, setMore] = useState(false);
  const first = nav.slice(0, nav.length > 5 ? 4 : 5);
  const inMore = nav.slice(first.length);
  return (
    <div className={classes.frame}>
      <SkipLink />
      <header className={classes.header}>
        <Link to={brand.to} className={classes.brand}><Seal text={brand.seal} /><b>{brand.name}</b></Link>
        <WorkspaceSwitch {...props} />
        <span className={classes.gap} />
        {props.tools}
        <PersonMenu {...props} />
      </header>
      <nav className={classes.side} aria-label={t('frame.nav')}>
        <ul>
          {nav.map((entry, i) => (
            <li key={entry.to}>
              {entry.group && entry.group !== nav[i - 1]?.group && <p className={classes.group}>{entry.group}</p>}
              <Entry entry={entry} />
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.body}>
        <OfflineBanner />
        {props.banner}
        <main id="main" className={classes.main} tabIndex={-1}>{props.children}</main>
      </div>
      <nav className={classes.bottom} aria-label={t('frame.nav')}>
        <ul>
          {first.map((entry) => <li key={entry.to}><Entry entry={entry} /></li>)}
          {inMore.length > 0 && (
            <li><button type="button" className={classes.entry} onClick={() => setMore(true)}><Ellipsis size={20} aria-hidden /><span>{t('frame.more')}</span></button></li>
          )}
        </ul>
      </nav>
      <Dialog open={more} kind="sheet" title={t('frame.more')} onClose={() => setMore(false)}>
        <ul className={classes.moreList} onClick={() => setMore(false)}>{inMore.map((entry) => <li key={entry.to}><Entry entry={entry} /></li>)}</ul>
      </Dialog>
      <Toasts />
    </div>
  );
}

function Entry({ entry }: { entry: NavEntry }) {
  const { t } = useTranslation('ui');
  return (
    <NavLink to={entry.to} end={entry.to === "/app" || entry.to === "/"} className={classes.entry}>
      {entry.icon}
      <span>{entry.label}</span>
      {entry.count ? <b className={classes.badge}><span aria-hidden>{entry.count > 99 ? '99+' : entry.count}</span><span className="wc-hidden">{t('frame.waiting', { n: entry.count })}</span></b> : null}
    </NavLink>
  );
}

function WorkspaceSwitch({ workspaces = [], workspace, onWorkspace }: AppFrameProps) {
  const { t } = useTranslation('ui');
  const current = workspaces.find((one) => one.id === workspace) ?? workspaces[0];
  if (!current) return null;
  const words = <span className={classes.where}><b>{current.label}</b><span>{current.place}</span></span>;
  if (workspaces.length < 2) return <span className={classes.workspace}>{words}</span>;
  return (
    <Menu triggerClass={classes.switch} label={t('frame.switch', { label: current.label, place: current.place })} trigger={<>{words}<ChevronsUpDown size={15} aria-hidden /></>}>
      <MenuGroup label={t('frame.workspaces')}>
        {workspaces.map((one) => (
          <MenuItem key={one.id} checked={one === current} onSelect={() => onWorkspace?.(one.id)}>
            <span className={classes.where}><b>{one.label}</b><span>{one.place}</span></span>
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}

const SCHEMES: readonly { id: Scheme; Icon: typeof Sun }[] = [{ id: 'light', Icon: Sun }, { id: 'dark', Icon: Moon }, { id: 'auto', Icon: MonitorCog }];

/** Language, colours, type size: for everybody, signed in or not. */
export function AppearanceItems({ language }: { language: LanguageChoice }) {
  const { t } = useTranslation('ui');
  const { scheme, setScheme, largeType, setLargeType } = useAppearance();
  return (
    <>
      <MenuGroup label={t('frame.language')}>
        {language.all.map((one) => (
          <MenuItem key={one.id} lang={one.id} icon={<Languages size={15} />} checked={one.id === language.current} onSelect={() => language.onChange(one.id)}>{one.label}</MenuItem>
        ))}
      </MenuGroup>
      <MenuGroup label={t('frame.look')}>
        {SCHEMES.map(({ id, Icon }) => (
          <MenuItem key={id} stay icon={<Icon size={15} />} checked={scheme === id} onSelect={() => setScheme(id)}>{t(`frame.scheme.${id}`)}</MenuItem>
        ))}
      </MenuGroup>
      <MenuGroup label={t('frame.type')}>
        {[false, true].map((large) => (
          <MenuItem key={String(large)} stay icon={<ALargeSmall size={15} />} checked={largeType === large} onSelect={() => setLargeType(large)}>{t(large ? 'frame.largeType' : 'frame.normalType')}</MenuItem>
        ))}
      </MenuGroup>
    </>
  );
}

function PersonMenu({ person, language, onSignOut }: AppFrameProps) {
  const { t } = useTranslation('ui');
  return (
    <Menu align="end" triggerClass={classes.person} label={t('frame.me', { name: person.name })} trigger={<><UserRound size={18} aria-hidden /><span>{person.name}</span></>}>
      <AppearanceItems language={language} />
      <MenuGroup label={[person.name, person.detail].filter(Boolean).join(' · ')}>
        <MenuItem icon={<LogOut size={15} />} onSelect={onSignOut}>{t('frame.signOut')}</MenuItem>
      </MenuGroup>
    </Menu>
  );
}
