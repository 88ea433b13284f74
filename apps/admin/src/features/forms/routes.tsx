import { LayoutList } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  {
    path: 'forms', area: 'app', lazy: () => import('./FormsPage'),
    nav: {
      label: { zh: '表单与评分表', en: 'Forms and rubrics' }, icon: <LayoutList size={18} />, order: 70,
      show: (session) => session?.has('street_manager', 'street_handler', 'undertaker') ?? false,
    },
  },
  { path: 'forms/:id', area: 'app', lazy: () => import('./FormPage') },
];
