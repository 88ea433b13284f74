import { QueryClientProvider } from '@tanstack/react-query';
import { ConfirmProvider } from '@weichuang/ui/feedback';
import { pageNonce, UiProvider } from '@weichuang/ui/theme';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { makeQueryClient } from './app/api';
import { startI18n } from './app/i18n';
import { makeRouter } from './app/router';
import { readSession, SESSION_KEY, SessionProvider } from './app/session';
import './styles/app.css';

// libraries that add a <style> (scroll locks) ask for the nonce under this name
Object.assign(globalThis, { __webpack_nonce__: pageNonce() });

const client = makeQueryClient(() => client.setQueryData(SESSION_KEY, null));
// asked for while texts and pages are on their way
void client.prefetchQuery({ queryKey: SESSION_KEY, queryFn: readSession });
await startI18n();
const router = makeRouter();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <UiProvider>
        <SessionProvider>
          <ConfirmProvider>
            <RouterProvider router={router} />
          </ConfirmProvider>
        </SessionProvider>
      </UiProvider>
    </QueryClientProvider>
  </StrictMode>,
);
