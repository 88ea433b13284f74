import { useState } from 'react';

/** The token of a mailed link stands behind the `#`, so that no server's log and no other site sees it. Kept while the page is open. */
export function useLinkToken(): string {
  const [token] = useState(() => location.hash.slice(1));
  return token;
}
