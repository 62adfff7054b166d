// Entry `.` of the npm package: the class alone. It defines nothing and can be imported where there is no DOM.
export { MentorBookingEvent } from './events.ts';
export { MentorBookingElement } from './mentor-booking-element.ts';
