import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

const getToken = async () => globalThis.studentToken;

/** React sets properties of defined elements only; before that, attributes and a ref do. */
const propsOf = (apiUrl) =>
  location.pathname === '/late'
    ? {
        'mentor-id': 2,
        'api-url': apiUrl,
        ref: (element) => {
          if (element) element.getToken = getToken;
        },
      }
    : { mentorId: 2, apiUrl, getToken };

/** Properties, events and children as React 19 gives them to elements. */
function Page() {
  const [apiUrl] = useState(document.documentElement.dataset.api);
  const [isThere, setThere] = useState(true);
  const [subject, setSubject] = useState('');
  const [count, setCount] = useState(0);
  return (
    <main>
      <button type="button" id="toggle" onClick={() => setThere(!isThere)}>
        Toggle
      </button>
      <button type="button" id="again" onClick={() => setCount(count + 1)}>
        Render {count}
      </button>
      {isThere && (
        <mentor-booking
          partner="demo"
          timezone="Africa/Dakar"
          {...propsOf(apiUrl)}
          onmentor-booking-booked={(event) => setSubject(event.detail.session.subject)}
        >
          Book {count}
        </mentor-booking>
      )}
      <output>{subject}</output>
    </main>
  );
}

createRoot(document.querySelector('#root')).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
