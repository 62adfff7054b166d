/** What a snippet depends on. */
export interface SnippetOptions {
  /** Where widget and API are, without a slash at the end. */
  readonly host: string;
  readonly partner: string;
  readonly mentorId: number;
  readonly locale: string;
  /** Label of the button, in the widget's language. */
  readonly button: string;
  /** Whether the partner has looks of its own. */
  readonly hasTheme: boolean;
}

export type SnippetKind = 'html' | 'frame' | 'directory' | 'moodle' | 'wordpress' | 'react';

/** A piece of code and where it goes. */
export interface Snippet {
  readonly part: 'page' | 'once' | 'place' | 'component';
  readonly code: string;
}

/** Labels of the button in each language of the widget, which need not be the reader's. */
export const buttonLabels: Readonly<Record<string, string>> = {
  fr: 'Réserver une session',
  en: 'Book a session',
  pt: 'Reservar uma sessão',
  ar: 'احجز جلسة',
  sw: 'Weka miadi',
};

/** The code that embeds one mentor's button, to be copied as it is. */
export function snippetsFor(kind: SnippetKind, options: SnippetOptions): readonly Snippet[] {
  return makers[kind](options);
}

const scriptLine = ({ host }: SnippetOptions): string =>
  `<script type="module" src="${host}/widget/v1/mentor-booking.js"></script>`;

const themeLines = ({ host, partner, hasTheme }: SnippetOptions): string[] =>
  hasTheme ? [`<link rel="stylesheet" href="${host}/embed/${partner}/theme.css">`] : [];

const element = ({ partner, mentorId, locale, button }: SnippetOptions): string =>
  `<mentor-booking partner="${partner}" mentor-id="${mentorId}" locale="${locale}">${button}</mentor-booking>`;

const getToken = `async () => {
    const response = await fetch('/session-token', { method: 'POST' });
    return response.ok ? response.text() : '';
  }`;

const tokenScript = `<script type="module">
  const getToken = ${getToken};
  for (const element of document.querySelectorAll('mentor-booking')) element.getToken = getToken;
</script>`;

/** A frame of one of our pages, which asks the page around it for the token. */
const frame = ({ host, locale, button }: SnippetOptions, path: string): string =>
  `<iframe id="booking" src="${host}/embed/${path}?locale=${locale}" title="${button}" style="width: 100%; border: 0"></iframe>
<script type="module">
  const frame = document.querySelector('#booking');
  const getToken = ${getToken};
  addEventListener('message', async ({ data, source, origin }) => {
    if (source !== frame.contentWindow || origin !== '${host}') return;
    if (data.type === 'mentor-booking:resize') frame.height = data.height;
    if (data.type !== 'mentor-booking:token-needed') return;
    source.postMessage({ type: 'mentor-booking:token', token: await getToken() }, origin);
  });
</script>`;

const makers: Readonly<Record<SnippetKind, (options: SnippetOptions) => readonly Snippet[]>> = {
  html: (options) => [
    {
      part: 'page',
      code: [...themeLines(options), scriptLine(options), element(options), tokenScript].join('\n'),
    },
  ],
  frame: (options) => [{ part: 'page', code: frame(options, `${options.partner}/${options.mentorId}`) }],
  directory: (options) => [{ part: 'page', code: frame(options, options.partner) }],
  moodle: (options) => [
    { part: 'once', code: [...themeLines(options), scriptLine(options), onceTokenScript].join('\n') },
    { part: 'place', code: element(options) },
  ],
  wordpress: (options) => [
    { part: 'once', code: enqueue(options) },
    { part: 'place', code: element(options) },
  ],
  react: (options) => [
    { part: 'once', code: [...themeLines(options), scriptLine(options)].join('\n') },
    {
      part: 'component',
      code: `const getToken = async () => {
  const response = await fetch('/session-token', { method: 'POST' });
  return response.ok ? response.text() : '';
};

const connect = (element) => {
  if (element) element.getToken = getToken;
};

export function BookingButton() {
  return (
    <mentor-booking ref={connect} partner="${options.partner}" mentor-id="${options.mentorId}" locale="${options.locale}">
      ${options.button}
    </mentor-booking>
  );
}`,
    },
  ],
};

/** Stands in the head, where the elements of the page are not there yet. */
const onceTokenScript = `<script type="module">
  const getToken = ${getToken};
  addEventListener('DOMContentLoaded', () => {
    for (const element of document.querySelectorAll('mentor-booking')) element.getToken = getToken;
  });
</script>`;

const enqueue = ({ host, partner, hasTheme }: SnippetOptions): string => {
  const theme = hasTheme
    ? `\n\twp_enqueue_style( 'mentor-booking', '${host}/embed/${partner}/theme.css', array(), null );`
    : '';
  return `add_action( 'wp_enqueue_scripts', function () {
	wp_enqueue_script_module( 'mentor-booking', '${host}/widget/v1/mentor-booking.js', array(), null );${theme}
} );

add_action( 'wp_footer', function () {
	?>
${tokenScript}
	<?php
} );`;
};
