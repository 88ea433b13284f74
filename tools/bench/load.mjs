// Closed-loop load with autocannon, and the statistics of interleaved rounds.
import autocannon from 'autocannon';

/** One run, as fast as it goes or at `rate` a second in all: requests a second, latency percentiles in ms, and how many answers were not what they should be. */
export function run({ url, method = 'GET', headers = {}, requests, seconds = 3, connections = 32, rate, verify }) {
  return new Promise((resolve, reject) => {
    let wrong = 0;
    const instance = autocannon(
      {
        url, method, headers, connections, duration: seconds,
        ...(requests ? { requests } : {}),
        ...(rate ? { overallRate: rate } : {}),
        // the body is looked at, not only the status
        ...(verify ? { verifyBody: (body) => verify(String(body)) } : {}),
      },
      (error, result) => {
        if (error) return reject(error);
        wrong = result.non2xx + result.errors + result.timeouts + (result.mismatches ?? 0);
        resolve({ rate: result.requests.average, p50: result.latency.p50, p95: result.latency.p97_5, p99: result.latency.p99, max: result.latency.max, wrong, n: result.requests.total });
      },
    );
    autocannon.track(instance, { renderProgressBar: false, renderResultsTable: false, renderLatencyTable: false });
  });
}

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length % 2 ? sorted[(sorted.length - 1) / 2] : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
};

/** A B A B …: the median of the ratios of neighbours, with its range. */
export async function interleave(rounds, a, b) {
  const [as, bs] = [[], []];
  await a();
  await b();
  for (let i = 0; i < rounds; i++) {
    as.push(await a());
    bs.push(await b());
  }
  const ratios = as.map((value, i) => value.rate / bs[i].rate);
  return { a: as, b: bs, ratio: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}
