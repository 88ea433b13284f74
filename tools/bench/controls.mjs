// The bare tools that the product is measured against, in one process: node http; Fastify with pg.
import { createServer } from 'node:http';
import Fastify from 'fastify';
import pg from 'pg';

const { HELLO_PORT, BARE_PORT, DATABASE_URL, ROUND_A, ROUND_B } = process.env;
createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('{"hello":"world"}');
}).listen(Number(HELLO_PORT), '127.0.0.1');

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
pg.types.setTypeParser(20, Number);
const bare = Fastify({ logger: false });

// rows → objects → JSON, as one writes it without thinking
bare.get('/list/:round', async (request) => {
  const { rows } = await pool.query({
    name: 'list',
    text: `SELECT a.id, a.number, a.title, a.state, a.track_id, a.organization_id, o.name AS organization, a.community_id, r.name AS community,
        a.requested_fen, a.own_fen, a.submitted_at, a.submitted_version, a.returns
      FROM application a JOIN organization o ON o.id = a.organization_id LEFT JOIN region r ON r.id = a.community_id
      WHERE a.round_id = $1 AND a.state = 'submitted' AND a.number IS NOT NULL ORDER BY a.submitted_at DESC, a.id DESC LIMIT 50`,
    values: [request.params.round],
  });
  return { rows };
});

bare.put('/score/:id', async (request) => {
  const { rows } = await pool.query({
    name: 'upsert',
    text: `INSERT INTO bench_score (id, items, total, revision) VALUES ($1, $2, $3, 1)
      ON CONFLICT (id) DO UPDATE SET items = $2, total = $3, revision = bench_score.revision + 1 RETURNING revision`,
    values: [request.params.id, JSON.stringify(request.body.items), '80.5'],
  });
  return rows[0];
});

bare.patch('/draft/:id', async (request) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query({ name: 'draft-lock', text: 'SELECT revision FROM bench_draft WHERE id = $1 FOR UPDATE', values: [request.params.id] });
    await client.query({ name: 'draft-save', text: 'UPDATE bench_draft SET answers = answers || $2, revision = revision + 1 WHERE id = $1', values: [request.params.id, JSON.stringify(request.body.answers)] });
    await client.query('COMMIT');
    return { revision: rows[0].revision + 1 };
  } finally {
    client.release();
  }
});

await bare.listen({ port: Number(BARE_PORT), host: '127.0.0.1' });
process.send?.({ ready: true, rounds: [ROUND_A, ROUND_B] });
process.on('disconnect', () => process.exit(0));
