import { Autosaver, type LocalCopy, type LocalStore, type SaveResult } from './autosaver';

const memory = (copy: LocalCopy | null = null): LocalStore & { copy: LocalCopy | null } => ({
  copy,
  read() { return this.copy; },
  write(next) { this.copy = next; },
});
const ok = (revision: number): SaveResult => ({ ok: true, revision, savedAt: '2026-04-10T06:32:07Z' });

describe('saving by itself', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function begin(answers: (SaveResult | Error)[], local = memory()) {
    const sent: { patch: object; revision: number }[] = [];
    const saver = new Autosaver({
      revision: 1, local, debounceMs: 1_000, now: () => 0,
      save: async (patch, revision) => {
        sent.push({ patch, revision });
        const answer = answers.shift();
        if (!answer || answer instanceof Error) throw answer ?? new Error('nothing more expected');
        return answer;
      },
    });
    return { saver, sent, local };
  }

  it('sends several changes as one part once the typing stops', async () => {
    const { saver, sent, local } = begin([ok(2)]);
    saver.change('name', '邻');
    await jest.advanceTimersByTimeAsync(900);
    saver.change('name', '邻里');
    saver.change('area', 'x');
    await jest.advanceTimersByTimeAsync(999);
    expect(sent).toEqual([]);
    expect(local.copy?.patch).toEqual({ name: '邻里', area: 'x' });
    await jest.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([{ patch: { name: '邻里', area: 'x' }, revision: 1 }]);
    expect(saver.status()).toEqual({ kind: 'saved', at: '2026-04-10T06:32:07Z' });
    expect(local.copy).toBeNull();
  });

  it('sends what was typed during a request afterwards, on the new revision', async () => {
    const { saver, sent } = begin([ok(2), ok(3)]);
    saver.change('name', 'a');
    const first = saver.flush();
    saver.change('name', 'b');
    await first;
    expect(saver.status().kind).toBe('waiting');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(sent.map((one) => one.revision)).toEqual([1, 2]);
    expect(sent[1]?.patch).toEqual({ name: 'b' });
  });

  it('keeps and repeats what could not be sent, newer typing wins', async () => {
    const { saver, sent, local } = begin([new Error('down'), new Error('down'), ok(2)]);
    saver.change('name', 'a');
    await saver.flush();
    expect(saver.status().kind).toBe('offline');
    saver.change('name', 'b');
    expect(local.copy).toEqual({ revision: 1, patch: { name: 'b' } });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(sent).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(4_000);
    expect(sent[2]).toEqual({ patch: { name: 'b' }, revision: 1 });
    expect(saver.status().kind).toBe('saved');
    expect(local.copy).toBeNull();
  });

  it('brings back what an earlier visit could not send, on the revision it was typed on', async () => {
    const { saver, sent } = begin([ok(5)], memory({ revision: 4, patch: { name: 'typed in the tunnel' } }));
    expect(saver.unsaved).toEqual({ name: 'typed in the tunnel' });
    await jest.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([{ patch: { name: 'typed in the tunnel' }, revision: 4 }]);
  });

  it('stops at a stale answer until the person has chosen', async () => {
    const { saver, sent } = begin([{ conflict: true, revision: 9, theirs: { name: 'theirs', area: 'theirs' } }, ok(10)]);
    saver.change('name', 'mine');
    saver.change('area', 'mine');
    saver.change('phone', 'nobody else touched it: saved');
    await saver.flush();
    expect(saver.status()).toMatchObject({ kind: 'conflict', fields: ['name', 'area'] });
    saver.change('goal', 'more');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    saver.resolve(['name']);
    await jest.advanceTimersByTimeAsync(0);
    expect(sent[1]).toEqual({ patch: { name: 'mine', goal: 'more' }, revision: 9 });
  });

  it('shows what others changed where nobody touches it here, and asks about what was typed meanwhile', async () => {
    const shown: object[] = [];
    const local = memory();
    const answers: SaveResult[] = [{ conflict: true, revision: 9, theirs: { name: 'theirs', area: 'theirs', goal: 'theirs' } }, ok(10)];
    const sent: object[] = [];
    const saver = new Autosaver({
      revision: 1, local, debounceMs: 1_000, now: () => 0, onTheirs: (theirs) => shown.push(theirs),
      save: (patch) => {
        sent.push(patch);
        if (sent.length === 1) saver.change('goal', 'typed meanwhile');
        return Promise.resolve(answers.shift() ?? ok(11));
      },
    });
    saver.change('name', 'mine');
    await saver.flush();
    expect(shown).toEqual([{ area: 'theirs' }]);
    expect(saver.status()).toMatchObject({ kind: 'conflict', fields: ['name', 'goal'] });
    expect(saver.unsaved).toEqual({ name: 'mine', goal: 'typed meanwhile' });
    saver.resolve(['goal']);
    await jest.advanceTimersByTimeAsync(0);
    expect(sent[1]).toEqual({ goal: 'typed meanwhile' });
  });

  it('has nothing to ask when both typed the same', async () => {
    const { saver, sent, local } = begin([{ conflict: true, revision: 9, theirs: { name: 'same' } }]);
    saver.change('name', 'same');
    await saver.flush();
    expect(saver.status().kind).toBe('clean');
    expect(local.copy).toBeNull();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });

  it('does not repeat what is refused, and keeps it', async () => {
    const { saver, sent, local } = begin([{ refused: true, why: '申报已截止' }]);
    saver.change('name', 'late');
    await saver.flush();
    saver.change('name', 'later');
    await jest.advanceTimersByTimeAsync(600_000);
    expect(sent).toHaveLength(1);
    expect(saver.status()).toEqual({ kind: 'refused', why: '申报已截止' });
    expect(local.copy?.patch).toEqual({ name: 'later' });
  });

  it('is quiet after it is stopped', async () => {
    const { saver, sent, local } = begin([ok(2)]);
    saver.change('name', 'a');
    saver.stop();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([]);
    expect(local.copy?.patch).toEqual({ name: 'a' });
    saver.start();
    await jest.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(1);
  });
});
