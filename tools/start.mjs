// `npm start`: from a fresh clone to the running product. PORT, DATA_DIR, DATABASE_URL, REDIS_URL and the settings of
// docs/operations.md are honoured; nothing needs to be set.
import { seconds, step, table } from './log.mjs';
import { dataDirOf } from './product/environment.mjs';
import { refuseSecond } from './product/lock.mjs';
import { checkNode, ensureInstalled } from './repo/install.mjs';
import { build } from './repo/nx.mjs';
import { endAll, onStop } from './repo/run.mjs';
import { describe } from './services/problem.mjs';

let stopProduct = async () => {};
let ended;

onStop(async (why) => {
  step(`正在停止（${why}）`, 'stopping');
  ended = true;
  await endAll();
  await stopProduct();
  step('已全部停止', 'all stopped');
  return 0;
});

const fail = (error) => {
  if (ended) return;
  process.stderr.write(`\n${describe(error)}\n`);
  process.exitCode = 1;
  // Timers of the supervisor must not keep a failed start alive.
  setTimeout(() => process.exit(1), 100);
};

try {
  checkNode();
  refuseSecond(dataDirOf());
  await ensureInstalled();
  if (!ended) await build();
  // Only now: the supervisor needs installed packages.
  const { startAll } = await import('./supervisor.mjs');
  if (!ended) {
    const product = await startAll({
      dataDir: dataDirOf(),
      stage: process.env.SEED_STAGE || 'deliver',
      seed: Number(process.env.SEED) || 42,
      say: step,
      onStarted: (stop) => (stopProduct = stop),
      onFatal: fail,
    });
    greet(product);
  }
} catch (error) {
  fail(error);
}

function greet({ url, queue, accounts: { password, accounts } }) {
  const lines = ['', `微创投已就绪，用时 ${seconds()} 秒 (ready)`, '', `  打开  ${url}`, ''];
  if (accounts.length && process.env.NODE_ENV !== 'production' && process.env.DEMO !== 'false') {
    lines.push('演示账号 (demo accounts):', table([['邮箱', '姓名', '角色', '街道'], ...accounts.map(({ email, name, role, street }) => [email, name, role, street ?? ''])]));
    if (password) lines.push('', `  所有演示账号的密码 (password):  ${password}`);
    lines.push('');
  }
  lines.push(`数据目录 ${dataDirOf()}，日志在其中的 logs/，队列 ${queue}。按 Ctrl-C 停止 (Ctrl-C stops)。`, '');
  process.stdout.write(`${lines.join('\n')}\n`);
}
