/** What is wrong, why that matters, and how it is mended; `{0}`, `{1}` stand for what was found. */
export interface Words {
  readonly what: string;
  readonly why: string;
  readonly mend: string;
}

export type FindingCode = keyof typeof findingWords;

const words = (what: string, why: string, mend: string): Words => ({ what, why, mend });

/** Every finding of the embed doctor, in French and in English. */
export const findingWords = {
  'script-missing': {
    fr: words(
      'Le script du widget n’est pas dans la page.',
      'Sans lui, <mentor-booking> reste un simple texte. Un éditeur visuel ou un filtre de sécurité l’a peut-être retiré : beaucoup enlèvent toute balise script.',
      'Ajoutez cette ligne dans le modèle du site, hors de l’éditeur, ou utilisez la page à intégrer en iframe.',
    ),
    en: words(
      'The widget’s script is not in the page.',
      'Without it, <mentor-booking> stays plain text. A visual editor or a security filter may have taken it out: many remove every script tag.',
      'Add this line to the site’s template rather than in the editor, or use the page for iframes.',
    ),
  },
  'script-not-module': {
    fr: words(
      'Il manque type="module" au script.',
      'Le fichier est un module JavaScript ; chargé autrement, le navigateur s’arrête à sa première ligne.',
      'Remplacez la balise par celle-ci.',
    ),
    en: words(
      'The script lacks type="module".',
      'The file is a JavaScript module; loaded otherwise, the browser stops at its first line.',
      'Replace the tag with this one.',
    ),
  },
  'script-wrong-host': {
    fr: words(
      'Le script vient de {0}, pas de {1}.',
      'Le widget appelle l’API du serveur d’où vient son script : une copie ailleurs interroge le mauvais serveur et n’est jamais mise à jour.',
      'Chargez le script depuis notre serveur.',
    ),
    en: words(
      'The script comes from {0}, not from {1}.',
      'The widget calls the API of the server its script came from: a copy elsewhere asks the wrong server and is never updated.',
      'Load the script from our server.',
    ),
  },
  'mixed-content': {
    fr: words(
      'La page est en https, le script en http.',
      'Les navigateurs bloquent ce contenu mixte sans rien montrer au visiteur.',
      'Écrivez l’adresse en https.',
    ),
    en: words(
      'The page is https, the script is http.',
      'Browsers block such mixed content and show the visitor nothing.',
      'Write the address with https.',
    ),
  },
  'two-versions': {
    fr: words(
      'Deux versions du widget sont chargées : {0}.',
      'La première arrivée prend le nom de la balise, l’autre est téléchargée pour rien ; laquelle gagne peut changer d’une visite à l’autre.',
      'Gardez une seule balise script par page.',
    ),
    en: words(
      'Two versions of the widget are loaded: {0}.',
      'The first to arrive takes the tag’s name and the other is downloaded for nothing; which one wins may change with every visit.',
      'Keep one script tag a page.',
    ),
  },
  'element-missing': {
    fr: words(
      'La balise <mentor-booking> n’est pas dans la page.',
      'C’est elle qui devient le bouton. Un filtre HTML qui n’admet que les balises connues l’a peut-être retirée.',
      'Placez cette ligne où doit se trouver le bouton ; si un filtre la retire, autorisez la balise mentor-booking et ses attributs.',
    ),
    en: words(
      'The <mentor-booking> tag is not in the page.',
      'It is what becomes the button. A sanitizer that allows only known tags may have taken it out.',
      'Put this line where the button shall stand; if a filter removes it, allow the tag mentor-booking and its attributes.',
    ),
  },
  'element-unseen': {
    fr: words(
      'La balise <mentor-booking> n’est pas dans le HTML.',
      'Un script de la page la crée peut-être plus tard (React, Vue, annuaire) : cela ne se voit pas d’ici.',
      'Si le bouton manque bien dans le navigateur, placez cette ligne où il doit se trouver.',
    ),
    en: words(
      'The <mentor-booking> tag is not in the HTML.',
      'A script of the page may make it later (React, Vue, a directory): that cannot be seen from here.',
      'If the button is missing in the browser too, put this line where it shall stand.',
    ),
  },
  'element-escaped': {
    fr: words(
      'La balise est affichée comme du texte.',
      'L’éditeur a changé < en &lt; : le visiteur lit le code au lieu de voir un bouton.',
      'Passez l’éditeur en mode « HTML » ou « source », puis collez la ligne.',
    ),
    en: words(
      'The tag is shown as text.',
      'The editor turned < into &lt;: the visitor reads code instead of seeing a button.',
      'Switch the editor to “HTML” or “source” and paste the line there.',
    ),
  },
  'element-self-closed': {
    fr: words(
      'La balise est fermée par />.',
      'HTML ignore ce / : tout ce qui suit dans la page devient le libellé du bouton.',
      'Fermez-la avec </mentor-booking>.',
    ),
    en: words(
      'The tag is closed with />.',
      'HTML ignores that slash: all that follows in the page becomes the label of the button.',
      'Close it with </mentor-booking>.',
    ),
  },
  'partner-missing': {
    fr: words(
      'L’attribut partner manque.',
      'Les réservations marchent, mais vos visites ne sont pas comptées dans vos statistiques.',
      'Ajoutez votre identifiant de partenaire.',
    ),
    en: words(
      'The attribute partner is missing.',
      'Bookings work, but your visits are not counted in your metrics.',
      'Add your partner’s slug.',
    ),
  },
  'mentor-missing': {
    fr: words(
      'L’attribut mentor-id manque.',
      'Le widget ne sait pas chez qui réserver.',
      'Ajoutez l’identifiant du mentor.',
    ),
    en: words(
      'The attribute mentor-id is missing.',
      'The widget does not know whom to book.',
      'Add the mentor’s id.',
    ),
  },
  'mentor-unknown': {
    fr: words(
      'Le mentor « {0} » n’existe pas.',
      'La fenêtre s’ouvrirait sans aucun créneau.',
      'Reprenez l’identifiant numérique de la liste des mentors (GET /api/mentors).',
    ),
    en: words(
      'There is no mentor “{0}”.',
      'The dialog would open without any slot.',
      'Take the numeric id from the list of mentors (GET /api/mentors).',
    ),
  },
  'locale-unsupported': {
    fr: words(
      'La langue « {0} » n’est pas disponible.',
      'Le widget s’affichera en français.',
      'Choisissez fr, en, pt, ar ou sw.',
    ),
    en: words(
      'The language “{0}” is not available.',
      'The widget will be shown in French.',
      'Choose fr, en, pt, ar or sw.',
    ),
  },
  'token-in-markup': {
    fr: words(
      'Un jeton est écrit dans la page.',
      'Une page mise en cache le donnerait à quelqu’un d’autre, et il expire pendant que l’étudiant lit.',
      'Donnez plutôt une fonction, appelée au moment utile.',
    ),
    en: words(
      'A token stands in the page.',
      'A cached page would hand it to somebody else, and it expires while the student reads.',
      'Give a function instead, which is called when it is needed.',
    ),
  },
  'csp-script': {
    fr: words(
      'La Content-Security-Policy de la page bloque notre script.',
      'Sa directive script-src (ou default-src) ne nomme pas notre serveur.',
      'Remplacez la directive par celle-ci.',
    ),
    en: words(
      'The page’s Content-Security-Policy blocks our script.',
      'Its script-src (or default-src) does not name our server.',
      'Replace the directive with this one.',
    ),
  },
  'csp-nonce': {
    fr: words(
      'La politique est « strict-dynamic » et notre balise n’a pas le bon nonce.',
      'Avec strict-dynamic, les noms de serveurs sont ignorés : seul le nonce de la page compte.',
      'Donnez à la balise le nonce que votre serveur met dans l’en-tête.',
    ),
    en: words(
      'The policy is “strict-dynamic” and our tag lacks the right nonce.',
      'Under strict-dynamic names of servers are ignored: only the page’s nonce counts.',
      'Give the tag the nonce that your server puts into the header.',
    ),
  },
  'csp-connect': {
    fr: words(
      'La Content-Security-Policy interdit d’appeler notre API.',
      'Le bouton s’affiche, mais les créneaux n’arrivent jamais : connect-src (ou default-src) ne nomme pas notre serveur.',
      'Remplacez la directive par celle-ci.',
    ),
    en: words(
      'The Content-Security-Policy forbids calls to our API.',
      'The button shows, but the slots never come: connect-src (or default-src) does not name our server.',
      'Replace the directive with this one.',
    ),
  },
  'csp-frame': {
    fr: words(
      'La Content-Security-Policy interdit notre iframe.',
      'frame-src (ou default-src) ne nomme pas notre serveur.',
      'Remplacez la directive par celle-ci.',
    ),
    en: words(
      'The Content-Security-Policy forbids our iframe.',
      'frame-src (or default-src) does not name our server.',
      'Replace the directive with this one.',
    ),
  },
  'csp-trusted-types': {
    fr: words(
      'La directive trusted-types n’admet pas « lit-html ».',
      'Le bouton s’affiche, mais la fenêtre ne peut pas être dessinée.',
      'Ajoutez lit-html aux politiques admises.',
    ),
    en: words(
      'The directive trusted-types does not admit “lit-html”.',
      'The button shows, but the dialog cannot be drawn.',
      'Add lit-html to the policies that are admitted.',
    ),
  },
  'csp-sandbox': {
    fr: words(
      'La Content-Security-Policy met la page en bac à sable sans scripts.',
      'Aucun script ne s’y exécute, le nôtre non plus.',
      'Remplacez la directive par celle-ci.',
    ),
    en: words(
      'The Content-Security-Policy sandboxes the page without scripts.',
      'No script runs there, ours neither.',
      'Replace the directive with this one.',
    ),
  },
  'frame-sandbox': {
    fr: words(
      'L’iframe est en bac à sable avec trop peu de droits.',
      'Sans scripts, formulaires et origine propre, la réservation ne peut pas se faire dans l’iframe.',
      'Donnez à l’iframe ces droits.',
    ),
    en: words(
      'The iframe’s sandbox allows too little.',
      'Without scripts, forms and an origin of its own nothing can be booked inside the iframe.',
      'Give the iframe these permissions.',
    ),
  },
  'origin-unregistered': {
    fr: words(
      '{0} n’est pas une origine enregistrée.',
      'Les navigateurs n’y laissent pas lire les réponses de l’API : les créneaux n’arrivent jamais.',
      'Envoyez-nous cette origine pour que nous l’enregistrions.',
    ),
    en: words(
      '{0} is not a registered origin.',
      'Browsers keep its pages from reading the API’s answers: the slots never come.',
      'Send us this origin, so that we register it.',
    ),
  },
  'page-unencrypted': {
    fr: words(
      'La page est servie en http.',
      'N’importe qui sur le réseau peut lire le jeton de l’étudiant ou changer la page.',
      'Servez la page en https.',
    ),
    en: words(
      'The page is served over http.',
      'Anybody on the network can read the student’s token or change the page.',
      'Serve the page over https.',
    ),
  },
} as const satisfies Record<string, { fr: Words; en: Words }>;
