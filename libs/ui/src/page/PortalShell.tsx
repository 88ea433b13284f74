import { Printer, Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { OfflineBanner, Toasts } from '../feedback';
import { Menu } from '../popup';
import { AppearanceItems, Seal, SkipLink, type LanguageChoice } from './AppFrame';
import classes from './portal.module.css';

export interface PortalFrameProps {
  readonly brand: { readonly name: string; readonly seal: string; readonly to: string };
  readonly nav: readonly { readonly to: string; readonly label: string }[];
  readonly language: LanguageChoice;
  /** sign in, or back to the workbench */
  readonly entry?: ReactNode;
  /** who answers: office, telephone, address */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** The public frame: no sign-in, little script, good on paper. */
export function PortalFrame({ brand, nav, language, entry, footer, children }: PortalFrameProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.frame}>
      <SkipLink />
      <header className={classes.header}>
        <div className={classes.inner}>
          <Link to={brand.to} className={classes.brand}><Seal text={brand.seal} /><b>{brand.name}</b></Link>
          <nav aria-label={t('frame.nav')}>
            <ul className={classes.nav}>{nav.map((one) => <li key={one.to}><NavLink to={one.to} end>{one.label}</NavLink></li>)}</ul>
          </nav>
          <span className={classes.tools}>
            <Menu align="end" triggerClass={classes.settings} label={t('frame.settings')} trigger={<Settings2 size={18} aria-hidden />}><AppearanceItems language={language} /></Menu>
            {entry}
          </span>
        </div>
      </header>
      <OfflineBanner />
      <main id="main" className={classes.main} tabIndex={-1}>{children}</main>
      {footer && <footer className={classes.footer}><div className={classes.inner}>{footer}</div></footer>}
      <Toasts />
    </div>
  );
}

export interface PortalShellProps {
  readonly title: string;
  /** who issues it: `清波街道办事处` */
  readonly issuer?: string;
  readonly meta?: ReactNode;
  /** `notice`: looks like one, centred title, double rule; `page`: a plain page; `entry`: a small card, for signing in */
  readonly kind?: 'notice' | 'page' | 'entry';
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A public page in its reading column. */
export function PortalShell({ title, issuer, meta, kind = 'page', actions, children }: PortalShellProps) {
  const { t } = useTranslation('ui');
  return (
    <article className={kind === 'entry' ? `${classes.page} wc-roomy` : classes.page} data-kind={kind}>
      <title>{title}</title>
      <header className={classes.head}>
        {issuer && <p className={classes.issuer}>{issuer}</p>}
        <h1>{title}</h1>
        {meta && <div className={classes.meta}>{meta}</div>}
        {(actions || kind === 'notice') && (
          <div className={classes.actions}>
            {actions}
            {kind === 'notice' && <button type="button" className={classes.print} onClick={() => print()}><Printer size={16} aria-hidden />{t('frame.print')}</button>}
          </div>
        )}
      </header>
      <div className={classes.body}>{children}</div>
    </article>
  );
}
