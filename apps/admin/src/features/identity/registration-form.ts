import { acceptInvitation, register } from '@weichuang/contracts/identity/account';
import type { CallInput } from '@weichuang/contracts/http/route';
import { whyNotPassword } from '@weichuang/domain/identity/password';
import { checkRegistration, isRegistered, ORGANIZATION_TYPES } from '@weichuang/domain/organizations/registration';
import { z } from 'zod';

const { person } = register.body.shape;
const organization = register.body.shape.organization.shape;
const orNull = (text: string): string | null => text || null;

export type RegistrationTyped = CallInput<typeof register>['body'];

/** The sentence of a problem's code. */
export type Say = (code: string) => string;

/** Where the rules of registration name a column, the form has this field. */
const FIELDS: Readonly<Record<string, string>> = { usccCode: 'uscc', hostOrganizationId: 'hostId' };

const typedOrganization = (say: Say) => z
  .object({
    kind: z.enum(ORGANIZATION_TYPES),
    name: organization.name.min(2),
    uscc: z.string().max(40),
    hostId: z.string(),
    communityId: z.string(),
    registeredOn: z.string(),
  })
  // the server's rules, told while the field is in sight
  .superRefine((one, check) => {
    const registered = isRegistered(one.kind);
    const found = checkRegistration({ type: one.kind, name: one.name, usccCode: registered ? one.uscc : null, hostOrganizationId: registered ? null : orNull(one.hostId), hostType: null });
    for (const { path, code, params } of found) {
      // the name has its own check above; whether the host is registered only the server knows
      if (path === 'name' || code === 'ORGANIZATION.HOST_NOT_REGISTERED') continue;
      check.addIssue({ code: 'custom', path: [FIELDS[path] ?? path], message: say(typeof params?.['problem'] === 'string' ? params['problem'] : code) });
    }
  });

const consentTyped = (say: Say) => z.boolean().refine((agreed) => agreed, { error: say('REGISTRATION.CONSENT_NEEDED') });

/**
 * What is typed is text; what is sent leaves out what the kind of organization does not have.
 * @param say the sentence of a code: of the rules of registration, of a credit code, of a password, of the consent
 */
export const registrationForm = (say: Say) => z
  .object({
    organization: typedOrganization(say),
    person: person.superRefine(({ password, email, name }, check) => passwordIssue(check, say, password, { email, name })),
    consent: consentTyped(say),
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

/** @param email the invited address, which the password must not repeat */
export const acceptForm = (say: Say, email: string) => acceptInvitation.body.extend({ consent: consentTyped(say) })
  .superRefine(({ password, name }, check) => passwordIssue(check, say, password, { email, name }));

function passwordIssue(check: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void }, say: Say, password: string, who: { readonly email: string; readonly name: string }): void {
  const weak = whyNotPassword(password, who);
  if (weak) check.addIssue({ code: 'custom', path: ['password'], message: say(weak) });
}
