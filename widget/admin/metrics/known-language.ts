// uPlot formats numbers in the browser's language as soon as it is loaded, and Chrome names one that Intl refuses, such
// as `en-US@posix`, where the machine has no locale. Loaded before it.
if (!isKnown(navigator.language)) Object.defineProperty(navigator, 'language', { value: 'en' });

function isKnown(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
