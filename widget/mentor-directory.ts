import { MentorDirectoryElement } from './mentor-directory-element.ts';

export { MentorDirectoryElement };

// The first of two copies on a page wins; a second one must not throw.
if (globalThis.customElements && !customElements.get('mentor-directory')) {
  customElements.define('mentor-directory', MentorDirectoryElement);
}
