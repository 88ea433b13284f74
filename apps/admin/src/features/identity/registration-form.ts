import { register } from '@weichuang/contracts/identity/account';
import type { CallInput } from '@weichuang/contracts/http/route';
import { isRegistered, ORGANIZATION_TYPES } from '@weichuang/domain/organizations/registration';
import { z } from 'zod';

const { person } = register.body.shape;
const organization = register.body.shape.organization.shape;
const orNull = (text: string): string | null => text || null;

export type RegistrationTyped = CallInput<typeof register>['body'];

/**
 * What is typed is text; what is sent leaves out what the kind of organization does not have.
 * @param consentNeeded the sentence for a missing consent
 */
export const registrationForm = (consentNeeded: string) => z
  .object({
    organization: z.object({
      kind: z.enum(ORGANIZATION_TYPES),
      name: organization.name.min(2),
      uscc: z.string().max(40),
      hostId: z.string(),
      communityId: z.string(),
      registeredOn: z.string(),
    }),
    person,
    consent: z.boolean().refine((agreed) => agreed, { error: consentNeeded }),
  })
  .transform(({ organization: one, person: who }): RegistrationTyped => {
    const registered = isRegistered(one.kind);
    return {
      person: who,
      organization: {
        kind: one.kind,
        name: one.name,
        uscc: registered ? orNull(one.uscc) : null,
        hostId: registered ? null : orNull(one.hostId),
        communityId: registered ? null : orNull(one.communityId),
        registeredOn: registered ? orNull(one.registeredOn) : null,
      },
      consent: true,
    };
  });
