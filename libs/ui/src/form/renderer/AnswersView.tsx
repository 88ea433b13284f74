import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import { useText } from '../../format/use-text';
import { AnswerText, type AnswerTextProps } from './AnswerText';
import classes from './renderer.module.css';
import type { FormRules } from './types';

export interface AnswersViewProps {
  readonly definition: FormDefinition;
  readonly answers: Answers;
  readonly support: AnswerTextProps['support'] & { readonly rules: Pick<FormRules, 'columnsOf' | 'visibleFields'> };
  /** fields to leave out, and fields to mark as changed */
  readonly hide?: readonly string[];
  readonly changed?: { readonly fields: readonly string[]; readonly label: string };
}

/** A filled form to be read and printed: by handlers, judges, the applicant. */
export function AnswersView({ definition, answers, support, hide = [], changed }: AnswersViewProps) {
  const text = useText();
  const visible = new Set(support.rules.visibleFields(definition, answers).map((field) => field.id));
  return (
    <div className={classes.answers}>
      {definition.sections.map((section) => {
        const fields = section.fields.filter((field) => visible.has(field.id) && !hide.includes(field.id));
        if (!fields.length) return null;
        return (
          <section key={section.id}>
            <h2>{text(section.title)}</h2>
            <dl>
              {fields.map((field) => (
                <div key={field.id} data-wide={['longtext', 'table', 'people', 'budget', 'file'].includes(field.type) || undefined} data-changed={changed?.fields.includes(field.id) || undefined}>
                  <dt>{text(field.label)}{changed?.fields.includes(field.id) && <span className={classes.changed}>{changed.label}</span>}</dt>
                  <dd><AnswerText field={field} value={answers[field.id]} support={support} /></dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
