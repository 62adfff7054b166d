import { MentorBookingElement } from './mentor-booking-element.ts';

export { MentorBookingEvent } from './events.ts';
export { MentorBookingElement };

// The first of two copies on a page wins; a second one must not throw.
if (globalThis.customElements && !customElements.get('mentor-booking')) {
  customElements.define('mentor-booking', MentorBookingElement);
}
