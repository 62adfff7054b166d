import { AdminApp } from './admin-app.ts';

const page = new CSSStyleSheet();
page.replaceSync('body { margin: 0 }');
document.adoptedStyleSheets = [page];

customElements.define('mentor-booking-admin', AdminApp);
