import { columnsOf } from '@weichuang/domain/forms/people';
import { progressOf } from '@weichuang/domain/forms/progress';
import { validateAnswers } from '@weichuang/domain/forms/validate';
import { visibleFields } from '@weichuang/domain/forms/visible-fields';
import type { FormRules } from '@weichuang/ui/form';

/** The rules of forms for the renderer: the same functions that the server runs. */
export const formRules: FormRules = { visibleFields, validateAnswers, progressOf, columnsOf };
