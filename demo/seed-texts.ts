type Language = 'fr' | 'en' | 'pt';

interface Texts {
  readonly descriptions: readonly string[];
  /** The mentor's own, after a session. */
  readonly notes: readonly string[];
  /** Of reviews with four or five stars. */
  readonly praise: readonly string[];
  /** Of reviews with fewer. */
  readonly wishes: readonly string[];
  readonly reasons: readonly string[];
}

const fr: Texts = {
  descriptions: [
    'Je joins un brouillon, j’aimerais surtout un avis sur le plan.',
    'J’hésite entre deux pistes et j’ai besoin d’un regard extérieur.',
    'C’est ma première session, je viens avec une liste de questions.',
  ],
  notes: [
    'Bon point de départ. À faire avant la prochaine fois : une page, trois arguments.',
    'Très motivé(e) ; envoyer la liste de lectures.',
    'Revoir le calendrier ensemble dans deux semaines.',
  ],
  praise: [
    'Des conseils concrets, je repars avec un plan clair. Merci !',
    'Très à l’écoute, et des exemples qui parlent.',
    'Exactement ce dont j’avais besoin avant mon entretien.',
  ],
  wishes: ['Intéressant, mais nous n’avons pas eu le temps de tout voir.'],
  reasons: ['Examen déplacé au même moment.', 'Empêchement de dernière minute, je reprends date.'],
};

const en: Texts = {
  descriptions: [
    'I will share a draft the day before; feedback on the structure would help most.',
    'I am torn between two options and would like an outside view.',
    'First session for me, I bring a list of questions.',
  ],
  notes: [
    'Solid start. Before next time: one page, three arguments.',
    'Well prepared; send the reading list.',
    'Look at the timetable again in two weeks.',
  ],
  praise: [
    'Clear, practical and kind. I know what to do next.',
    'Great questions, they changed how I see my project.',
    'Just what I needed before my interview.',
  ],
  wishes: ['Useful, although we did not get through all my questions.'],
  reasons: ['An exam was moved to the same time.', 'Something came up, I will book again.'],
};

const pt: Texts = {
  descriptions: [
    'Envio um rascunho na véspera; queria sobretudo uma opinião sobre a estrutura.',
    'É a minha primeira sessão e trago uma lista de perguntas.',
  ],
  notes: [
    'Bom ponto de partida. Para a próxima: uma página, três argumentos.',
    'Enviar a lista de leituras.',
  ],
  praise: ['Conselhos práticos e muita paciência. Obrigado!', 'Explicou tudo com exemplos claros.'],
  wishes: ['Foi útil, mas o tempo foi curto para o tema.'],
  reasons: ['O exame passou para a mesma hora.', 'Surgiu um imprevisto, volto a marcar.'],
};

const texts: Readonly<Record<Language, Texts>> = { fr, en, pt };

/** Texts that go with the language a mentor works in; English where the demo has none of hers. */
export function demoTexts(locale: string): Texts {
  return locale in texts ? texts[locale as Language] : en;
}
