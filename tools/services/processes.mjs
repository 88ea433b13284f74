// What can be known of another process: whether it lives, what it runs, when it started.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const proc = existsSync('/proc/self/stat');

/** Whether the process lives; a zombie (ended, not yet collected) counts as ended. */
export function pidAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM' ? !isZombie(pid) : false;
  }
  return !isZombie(pid);
}

function isZombie(pid) {
  return proc ? statFields(pid)?.[0] === 'Z' : ps(pid, 'state').startsWith('Z');
}

/** The command line of a process, empty when there is none. */
export function commandOf(pid) {
  if (!proc) return ps(pid, 'command');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/** A mark that differs when the number of a process was given to another one: its start time. */
export function startedAt(pid) {
  return proc ? (statFields(pid)?.[19] ?? '') : ps(pid, 'lstart');
}

/** The number of the parent process, 0 when the process is gone. */
export function parentOf(pid) {
  return Number((proc ? statFields(pid)?.[1] : ps(pid, 'ppid')) || 0);
}

// The fields of /proc/<pid>/stat after the command, which may itself contain spaces and brackets: state is 0, parent 1,
// start time 19.
function statFields(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function ps(pid, field) {
  return (spawnSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
}

/** Where a command is on the PATH, or undefined. */
export function onPath(name) {
  for (const dir of (process.env.PATH ?? '').split(':')) if (dir && existsSync(`${dir}/${name}`)) return `${dir}/${name}`;
  return undefined;
}

/** Waits. */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
