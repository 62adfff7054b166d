/** The page in which the admin page shows the widget while its looks are chosen: what is done there is not counted. */
const send = window.fetch;
window.fetch = (address, options) =>
  String(address).endsWith('/api/events')
    ? Promise.resolve(new Response(null, { status: 202 }))
    : send(address, options);
