import { AdminApp } from './admin-app.ts';

const page = new CSSStyleSheet();
// What has the focus is not hidden behind the bar at the top, or one of unsaved changes at the bottom.
page.replaceSync('html { scroll-padding-block: 76px 96px } body { margin: 0 }');
document.adoptedStyleSheets = [page];

customElements.define('mentor-booking-admin', AdminApp);
