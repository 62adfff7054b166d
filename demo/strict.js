// A strict policy allows no inline script, so these lines stand in a file of the page's own origin.
const booking = document.querySelector('mentor-booking');
booking.getToken = async () => (await fetch('/session-token', { method: 'POST' })).text();

booking.addEventListener('mentor-booking-booked', ({ detail }) => {
  document.querySelector('#booked').textContent = `Rendez-vous pris : ${detail.session.subject}`;
});
