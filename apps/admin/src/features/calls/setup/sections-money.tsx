import { useTranslation } from 'react-i18next';
import { freshId, MoneyBox, NameBox, NumberBox, Rows, ScoreBox, SelectBox, TextBox, type Option } from './controls';
import { useDraft } from './draft';
import { choices } from './lists';
import classes from './setup.module.css';
import { useText } from '@weichuang/ui/format';

const GRANTS: Readonly<Record<string, unknown>> = {
  fixed: { kind: 'fixed', amountFen: 0 },
  requested: { kind: 'requested', maxFen: null },
  tiered: { kind: 'tiered', tiers: [] },
  matched: { kind: 'matched', perDonatedFenBp: 10_000, maxFen: 0 },
};

export function MoneySection() {
  const { t } = useTranslation('calls');
  const { get, set } = useDraft();
  const list = choices(t);
  const kind = get('grant.kind');
  return (
    <>
      <div className={classes.two}>
        <MoneyBox path="poolFen" label={t('field.pool')} />
        <SelectBox path="grant.kind" label={t('field.grant')} options={list.grant} to={(next) => {
          set('grant', GRANTS[next]);
          return next;
        }} />
        {kind === 'fixed' && <MoneyBox path="grant.amountFen" label={t('field.grantAmount')} />}
        {kind === 'requested' && <MoneyBox path="grant.maxFen" label={t('field.grantMax')} help={t('field.noLimit')} optional />}
        {kind === 'matched' && <NumberBox path="grant.perDonatedFenBp" label={t('field.matched')} scale={100} min={0.01} max={10_000} unit="%" />}
        {kind === 'matched' && <MoneyBox path="grant.maxFen" label={t('field.grantMax')} />}
        <MoneyBox path="maxRequestFen" label={t('field.maxRequest')} help={t('field.noLimit')} optional />
        <SelectBox path="overCap" label={t('field.overCap')} options={list.overCap} />
      </div>
      {kind === 'tiered' && (
        <Rows path="grant.tiers" item={(i) => t('setup.tier', { n: i + 1 })} add={t('setup.addTier')} make={() => ({ minScore: '', amountFen: 0 })} compact>
          {(path) => (
            <div className={classes.two}>
              <ScoreBox path={`${path}.minScore`} label={t('field.minScore')} />
              <MoneyBox path={`${path}.amountFen`} label={t('field.grantAmount')} />
            </div>
          )}
        </Rows>
      )}
      <div className={classes.group}>
        <h3>{t('setup.categories')}</h3>
        <Rows path="budget.categories" item={(i) => t('setup.category', { n: i + 1 })} add={t('setup.addCategory')} make={() => ({ id: freshId('category'), name: { zh: '' } })} compact>
          {(path) => <div className={classes.two}><NameBox path={`${path}.name`} label={t('field.name')} /></div>}
        </Rows>
      </div>
      <div className={classes.group}>
        <h3>{t('setup.caps')}</h3>
        <p className="wc-secondary">{t('setup.capsHelp')}</p>
        <Rows path="budget.caps" item={(i) => t('setup.cap', { n: i + 1 })} add={t('setup.addCap')}
          make={() => ({ id: freshId('cap'), kind: 'share_of_grant', category: firstCategory(get('budget.categories')), maxBp: 1000, clause: '' })}>
          {(path) => <Cap path={path} kinds={list.cap} />}
        </Rows>
      </div>
    </>
  );
}

const categoriesOf = (held: unknown): readonly { id: string; name: { zh: string; en?: string } }[] => (Array.isArray(held) ? (held as { id: string; name: { zh: string; en?: string } }[]) : []); // the draft's own list
const firstCategory = (held: unknown): string => categoriesOf(held)[0]?.id ?? 'category';

function Cap({ path, kinds }: { path: string; kinds: readonly Option[] }) {
  const { t } = useTranslation('calls');
  const text = useText();
  const { get, set } = useDraft();
  const kind = String(get(`${path}.kind`));
  const categories = categoriesOf(get('budget.categories')).map(({ id, name }) => ({ value: id, label: text(name) || t('setup.unnamed') }));
  const change = (next: string) => {
    const { id, clause, category } = (get(path) ?? {}) as Record<string, unknown>; // a cap of the draft
    const limit = next === 'min_own_share' ? { minBp: 1000 } : next === 'forbidden' ? {} : next === 'absolute' || next === 'unit_price' ? { maxFen: 0 } : { maxBp: 1000 };
    set(path, { id, clause, kind: next, ...(next !== 'min_own_share' && { category: category ?? firstCategory(get('budget.categories')) }), ...limit });
    return next;
  };
  return (
    <div className={classes.three}>
      <SelectBox path={`${path}.kind`} label={t('field.capKind')} options={kinds} to={change} />
      {kind !== 'min_own_share' && <SelectBox path={`${path}.category`} label={t('field.category')} options={categories} />}
      {(kind === 'share_of_grant' || kind === 'share_of_total') && <NumberBox path={`${path}.maxBp`} label={t('field.atMost')} scale={100} max={100} unit="%" />}
      {(kind === 'absolute' || kind === 'unit_price') && <MoneyBox path={`${path}.maxFen`} label={t('field.atMost')} />}
      {kind === 'min_own_share' && <NumberBox path={`${path}.minBp`} label={t('field.atLeast')} scale={100} max={100} unit="%" />}
      <div className={classes.whole}><TextBox path={`${path}.clause`} label={t('field.clause')} help={t('field.clauseHelp')} maxLength={400} /></div>
    </div>
  );
}
