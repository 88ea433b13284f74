import { useEffect, useRef } from 'react';

export interface LiveMessage {
  readonly topic: string;
  readonly [name: string]: unknown;
}

type Listener = (message: LiveMessage) => void;

/** One stream for the whole page, open as long as somebody listens; the browser reconnects by itself. */
const listeners = new Map<string, Set<Listener>>();
let stream: EventSource | null = null;

function open(): void {
  stream = new EventSource('/api/live');
  stream.onmessage = (event: MessageEvent<string>) => {
    const message: unknown = JSON.parse(event.data);
    if (typeof message !== 'object' || message === null || !('topic' in message) || typeof message.topic !== 'string') return;
    for (const listener of listeners.get(message.topic) ?? []) listener(message as LiveMessage); // the topic was looked at
  };
}

function listen(topic: string, listener: Listener): () => void {
  const held = listeners.get(topic) ?? new Set();
  listeners.set(topic, held.add(listener));
  if (!stream) open();
  return () => {
    held.delete(listener);
    if (!held.size) listeners.delete(topic);
    if (!listeners.size) {
      stream?.close();
      stream = null;
    }
  };
}

/** Messages of one topic for the signed-in person: progress of a job, a new to-do. `null` listens to nothing. */
export function useLive(topic: string | null, onMessage: Listener): void {
  const latest = useRef(onMessage);
  useEffect(() => {
    latest.current = onMessage;
  });
  useEffect(() => (topic === null ? undefined : listen(topic, (message) => latest.current(message))), [topic]);
}
