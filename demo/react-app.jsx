import { useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The widget as a component. Functions go in by `ref`: they are properties, not attributes. */
function MentorBooking({ mentorId, locale = 'fr', getToken, onBooked, children }) {
  const connect = useCallback(
    (element) => {
      if (!element) return;
      element.getToken = getToken;
      const told = (event) => onBooked?.(event.detail.session);
      element.addEventListener('mentor-booking-booked', told);
      return () => element.removeEventListener('mentor-booking-booked', told);
    },
    [getToken, onBooked],
  );
  return (
    <mentor-booking ref={connect} partner="demo" mentor-id={mentorId} locale={locale}>
      {children}
    </mentor-booking>
  );
}

/** Signed by your own back end for whoever is signed in. */
const getToken = async () => (await fetch('/session-token', { method: 'POST' })).text();

const steps = [
  { title: 'Idée', text: 'Décrire le problème en trois phrases', mentor: 1 },
  { title: 'Prototype', text: 'Montrer quelque chose à cinq personnes', mentor: 2 },
  { title: 'Chiffres', text: 'Savoir ce que coûte un client', mentor: 4 },
];

function App() {
  const [step, setStep] = useState(0);
  const [mentor, setMentor] = useState();
  const [session, setSession] = useState();
  const { mentor: mentorId, title, text } = steps[step];

  useEffect(() => {
    let isCurrent = true;
    setMentor(undefined);
    fetch(`{{api}}/api/mentors/${mentorId}`)
      .then((answer) => answer.json())
      .then((found) => isCurrent && setMentor(found))
      .catch(() => {});
    return () => {
      isCurrent = false;
    };
  }, [mentorId]);

  return (
    <>
      <header>
        <b>tremplin</b>
        <span>Incubateur étudiant</span>
      </header>
      <main>
        <h1>Votre parcours</h1>
        <nav aria-label="Étapes">
          {steps.map((each, index) => (
            <button
              key={each.title}
              type="button"
              aria-current={index === step ? 'step' : undefined}
              onClick={() => setStep(index)}
            >
              <i>{index + 1}</i>
              <span>
                <b>{each.title}</b>
                <small>{each.text}</small>
              </span>
            </button>
          ))}
        </nav>
        <section>
          <p className="label">Étape {step + 1}</p>
          <h2>{title}</h2>
          <p>{text}. Une demi-heure avec quelqu’un qui l’a déjà fait vaut mieux qu’un mois tout seul.</p>
          {/* Shown whole, so that the button does not move under a finger. */}
          {mentor ? (
            <article>
              <h3>{mentor.name}</h3>
              <p>{mentor.bio}</p>
              <MentorBooking mentorId={mentorId} getToken={getToken} onBooked={setSession}>
                Réserver une séance
              </MentorBooking>
            </article>
          ) : (
            <p role="status">Chargement…</p>
          )}
          {session && (
            <p className="done" role="status">
              ✓ {session.subject} : séance réservée avec {session.mentor.name}.
            </p>
          )}
        </section>
      </main>
    </>
  );
}

createRoot(document.querySelector('#root')).render(<App />);
