import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { IssuedPaperRow } from '@weichuang/persistence/papers/entities';
import { tenantOf, type Ctx } from '../context/ctx';

/** What tells papers apart and what they were made from. */
export interface PaperSeal {
  /** `K7QM-2F9X-84TD` */
  readonly code: string;
  /** SHA-256 of the data the paper is made from, in hex */
  readonly digest: string;
}

/** What stands in the box of a paper by which it is checked. */
export interface PaperMark extends PaperSeal {
  /** the public page that tells whether the paper is ours */
  readonly url: string;
}

// no letters and digits that are mistaken for each other; 32 of them, so that every byte falls evenly
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const grouped = (letters: string): string => `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8, 12)}`;
const newCode = (): string => grouped([...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join(''));

/** A seal for a paper made from `data`; `code` where the paper has one already. */
export const sealPaper = (data: unknown, code = newCode()): PaperSeal => ({ code, digest: createHash('sha256').update(canonicalJson(data)).digest('hex') });

/** A submitted application's: its code is the beginning of its digest, so that nothing is written for it. */
export const digestSeal = (digest: string): PaperSeal => ({ code: grouped(digest.slice(0, 12).toUpperCase()), digest });

export const markOf = ({ code, digest }: PaperSeal, publicUrl: string): PaperMark => ({ code, digest, url: `${publicUrl.replace(/\/$/, '')}/verify/${code}` });

/** Enters a paper in the register, in the transaction that makes it. A later paper of the same subject and kind supersedes it. */
export async function issuePaper(ctx: Ctx, seal: PaperSeal, paper: Pick<IssuedPaperRow, 'kind' | 'subjectId' | 'roundId' | 'number' | 'title' | 'organization' | 'issuer' | 'fileSha256'>): Promise<void> {
  await ctx.em.insert(IssuedPaperRow, { ...paper, code: seal.code, digest: seal.digest, tenantId: tenantOf(ctx), issuedAt: ctx.now, withdrawnAt: null });
}

/** From now on papers of this subject are no longer valid: an agreement that was called back. */
export async function withdrawPapers(ctx: Ctx, subjectId: string): Promise<void> {
  await ctx.em.createQueryBuilder().update(IssuedPaperRow).set({ withdrawnAt: ctx.now }).where('subject_id = :subjectId AND withdrawn_at IS NULL', { subjectId }).execute();
}

/** The seal of the newest paper of a subject that is drawn anew for each reader; null when none went out. */
export const issuedSeal = (ctx: Ctx, subjectId: string): Promise<PaperSeal | null> => ctx.em.findOne(IssuedPaperRow, { where: { subjectId }, order: { issuedAt: 'DESC' } });
