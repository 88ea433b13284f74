import { z } from 'zod';
import { FormDefinitionSchema } from '../forms/definition.schema';
import { Id, TextSchema } from '../http/shapes';
import { AnswersSchema } from './views';

const Named = z.object({ id: Id, name: z.string() });

/** What an application says, for whoever reads it and does not write it: a judge on a sheet, who looks after its project. */
export const ReadApplication = z.object({
  title: z.string(),
  requestedFen: z.number(),
  ownFen: z.number(),
  definition: FormDefinitionSchema,
  answers: AnswersSchema,
  files: z.array(z.object({ id: Id, name: z.string(), size: z.number(), mediaType: z.string() })),
  /** names behind ids in the answers */
  communities: z.array(Named),
  needs: z.array(Named),
  categories: z.array(z.object({ id: z.string(), name: TextSchema })),
});
