import pino from 'pino';

export type Logger = pino.Logger;

/** Structured lines without personal data: ids, codes and durations only; what could name a person or open a door is cut out. */
export function makeLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['password', 'token', 'email', 'phone', '*.password', '*.token', '*.email', '*.phone', 'err.parameters', 'err.driverError', 'err.detail', 'err.query'], remove: true },
    serializers: {
      err: (error: unknown) => {
        if (!(error instanceof Error)) return { message: String(error) };
        // a database error's detail quotes the row: only its kind is kept
        const { code, table, constraint } = error as { code?: string; table?: string; constraint?: string };
        return { type: error.name, message: code ? `database ${code}` : error.message, code, table, constraint, stack: error.stack?.split('\n').slice(1, 8).join('\n') };
      },
    },
  });
}
