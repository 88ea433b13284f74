import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core';
import type { FieldType } from '@weichuang/domain/forms/definition';
import { useText } from '@weichuang/ui/format';
import { CircleAlert, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addField, addSection, FIELD_TYPES, placeOf, withSection, type Place } from './editing';
import { FieldInspector } from './FieldInspector';
import classes from './forms.module.css';
import { PlaceTools } from './PlaceTools';
import type { DefinitionSaver } from './use-definition-saver';

/** Forms whose fields are mostly scores. */
const SCORED = ['rubric', 'evaluation_index'];
const same = (a: Place | null, b: Place) => a?.section === b.section && a.field === b.field;

/** Sections and fields on the left, what is chosen of them on the right. */
export function Editor({ saver, kind }: { saver: DefinitionSaver; kind: string }) {
  const { t } = useTranslation('forms');
  const text = useText();
  const { definition, problems, setDefinition } = saver;
  const [at, setAt] = useState<Place | null>({ section: 0, field: null });
  const [adding, setAdding] = useState<FieldType>(SCORED.includes(kind) ? 'score' : 'text');
  const wrong = (place: Place) => problems.some((problem) => { const found = placeOf(problem.path); return found !== null && same(found, place); });
  const section = at ? definition.sections[at.section] : undefined;
  const field = at?.field !== null && at?.field !== undefined ? section?.fields[at.field] : undefined;
  const place = (path: string): string => {
    const found = placeOf(path);
    const owner = found && definition.sections[found.section];
    if (!found || !owner) return '';
    const item = found.field === null ? undefined : owner.fields[found.field];
    return `${text(owner.title) || t('unnamedSection')}${found.field === null ? '' : ` › ${(item && text(item.label)) || t('unnamedField')}`}：`;
  };
  const add = (index: number) => {
    setDefinition(addField(definition, index, adding));
    setAt({ section: index, field: definition.sections[index]?.fields.length ?? 0 });
  };
  return (
    <>
      <TextInput label={t('name')} value={saver.title} maxLength={120} onChange={(event) => saver.setTitle(event.currentTarget.value)} />
      {problems.length > 0 && (
        <section className="wc-card" aria-live="polite" style={{ padding: '1rem 1.5rem' }}>
          <h3>{t('problems', { n: problems.length })}</h3>
          <ul className={classes.problems}>
            {problems.slice(0, 20).map((problem) => (
              <li key={`${problem.path} ${problem.code}`}><button type="button" onClick={() => setAt(placeOf(problem.path) ?? at)}>{place(problem.path)}{problem.message}</button></li>
            ))}
          </ul>
        </section>
      )}
      <div className={classes.editor}>
        <nav className={`wc-card ${classes.tree}`} aria-label={t('structure')}>
          {definition.sections.map((one, s) => (
            <div key={one.id || s} className={classes.section}>
              <button type="button" className={classes.item} data-section aria-current={same(at, { section: s, field: null }) || undefined} onClick={() => setAt({ section: s, field: null })}>
                <span>{text(one.title) || t('unnamedSection')}</span>{wrong({ section: s, field: null }) && <CircleAlert size={15} aria-label={t('wrong')} />}
              </button>
              {one.fields.map((item, f) => (
                <button key={item.id || f} type="button" className={classes.item} data-field aria-current={same(at, { section: s, field: f }) || undefined} onClick={() => setAt({ section: s, field: f })}>
                  <span>{text(item.label) || t('unnamedField')}{item.required && ' *'}</span><small>{t(`type.${item.type}`)}</small>{wrong({ section: s, field: f }) && <CircleAlert size={15} aria-label={t('wrong')} />}
                </button>
              ))}
              <div className={classes.add}><Button size="xs" variant="subtle" leftSection={<Plus size={14} aria-hidden />} onClick={() => add(s)}>{t('addField', { type: t(`type.${adding}`) })}</Button></div>
            </div>
          ))}
          <NativeSelect size="xs" label={t('newFieldType')} value={adding} onChange={(event) => setAdding(FIELD_TYPES.find((type) => type === event.currentTarget.value) ?? 'text')}>
            {FIELD_TYPES.map((type) => <option key={type} value={type}>{t(`type.${type}`)}</option>)}
          </NativeSelect>
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => { setDefinition(addSection(definition)); setAt({ section: definition.sections.length, field: null }); }}>{t('addSection')}</Button>
        </nav>
        {at && section && (
          <section className={`wc-card ${classes.inspector}`} aria-label={t('properties')}>
            <header>
              <h2>{field ? text(field.label) || t('unnamedField') : text(section.title) || t('unnamedSection')}</h2>
              <PlaceTools definition={definition} at={at} onChange={(next, place) => { setDefinition(next); setAt(place); }} />
            </header>
            {field ? (
              <FieldInspector key={`${at.section}/${at.field}`} definition={definition} at={at} field={field} onChange={setDefinition} />
            ) : (
              <>
                <div className={classes.two}>
                  <TextInput label={t('sectionTitle')} value={section.title.zh} maxLength={400} onChange={(event) => { const zh = event.currentTarget.value; setDefinition(withSection(definition, at.section, (one) => ({ ...one, title: { ...one.title, zh } }))); }} />
                  <TextInput label={t('english')} value={section.title.en ?? ''} maxLength={800} onChange={(event) => { const en = event.currentTarget.value; setDefinition(withSection(definition, at.section, (one) => ({ ...one, title: { ...one.title, en: en || undefined } }))); }} />
                </div>
                <Textarea label={t('help')} value={section.help?.zh ?? ''} rows={3} maxLength={400} onChange={(event) => { const zh = event.currentTarget.value; setDefinition(withSection(definition, at.section, (one) => ({ ...one, help: zh ? { ...one.help, zh } : undefined }))); }} />
              </>
            )}
          </section>
        )}
      </div>
    </>
  );
}
