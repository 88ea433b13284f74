// Before the first paint: colours, type size and language as the person left them.
// Served unhashed and kept for a year: give the file a new number when it changes.
(function () {
  var root = document.documentElement;
  var scheme = 'auto';
  try {
    scheme = localStorage.getItem('wc-scheme') || 'auto';
    if (localStorage.getItem('wc-large-type')) root.setAttribute('data-large-type', '');
    root.lang = localStorage.getItem('wc-language') || 'zh-CN';
  } catch (e) {
    // storage is forbidden: the defaults stay
  }
  var dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
