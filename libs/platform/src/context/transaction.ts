import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

const UUID = /^[0-9a-f-]{36}$/;

/** TypeORM must know that a transaction is open, or `save` would open another; its own `startTransaction` costs a round trip more. */
function markActive(runner: QueryRunner, active: boolean): void {
  // read-only in the interface only: the class has it as a plain property
  (runner as { isTransactionActive: boolean }).isTransactionActive = active;
}

/** One transaction under the application's role that sees the named tenants only. */
export class Transaction {
  private open = true;
  private constructor(private readonly runner: QueryRunner) {}

  /**
   * Opens a transaction in one round trip. Reading transactions cannot write: a GET without side effects is then the
   * database's promise.
   * @param tenants ids, checked to be UUIDs since `SET` takes no parameters
   * @param genericPlans of its statements, made without looking at their values
   */
  static async begin(source: DataSource, tenants: readonly string[], readOnly: boolean, genericPlans = false): Promise<Transaction> {
    for (const id of tenants) if (!UUID.test(id)) throw new Error('a tenant id that is none');
    const runner = source.createQueryRunner();
    try {
      await runner.connect();
      await runner.query(`BEGIN${readOnly ? ' READ ONLY' : ''}; SET LOCAL app.tenants = '{${tenants.join(',')}}'${genericPlans ? '; SET LOCAL plan_cache_mode = force_generic_plan' : ''}`);
      markActive(runner, true);
    } catch (error) {
      await runner.release();
      throw error;
    }
    return new Transaction(runner);
  }

  get em(): EntityManager {
    return this.runner.manager;
  }

  async commit(): Promise<void> {
    if (!this.open) return;
    await this.end('COMMIT');
  }

  async rollback(): Promise<void> {
    if (!this.open) return;
    await this.end('ROLLBACK').catch(() => undefined);
  }

  private async end(how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    this.open = false;
    try {
      await this.runner.query(how);
    } finally {
      markActive(this.runner, false);
      await this.runner.release();
    }
  }
}

/** Runs `work` in one transaction; throws what it throws, after rolling back. */
export async function inTransaction<T>(
  source: DataSource,
  tenants: readonly string[],
  work: (em: EntityManager) => Promise<T>,
  readOnly = false,
): Promise<T> {
  const tx = await Transaction.begin(source, tenants, readOnly);
  try {
    const result = await work(tx.em);
    await tx.commit();
    return result;
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}
