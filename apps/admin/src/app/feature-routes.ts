import { collectRoutes, type FeatureRoute, type SliceRoute } from './routes';

/** Every slice brings its own; nothing here has to be edited for a new one. */
export const featureRoutes: readonly SliceRoute[] = collectRoutes(
  import.meta.glob<{ routes: FeatureRoute[] }>('../features/*/routes.tsx', { eager: true }),
);
