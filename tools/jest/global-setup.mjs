import { startTestServices } from './services.mjs';

export default async function setup() {
  globalThis.__stopTestServices = await startTestServices();
}
