import type { SignInWords } from './strings.ts';

export const words: SignInWords = {
  title: 'Iniciar sessão',
  lead: 'Para mentores e responsáveis de programa. Sem palavra-passe: enviamos-lhe um código por e-mail.',
  email: 'Endereço de e-mail',
  send: 'Receber um código',
  codeTitle: 'Introduza o código',
  sent: 'Se este endereço for de um mentor ou de um responsável, um código está a caminho de {email}. É válido durante dez minutos, e só neste navegador: introduza-o aqui.',
  code: 'Código',
  signIn: 'Entrar',
  nothingThere: 'Não chegou nada? Veja também no correio não solicitado.',
  again: 'Enviar outro código',
  againIn: (seconds) => `Enviar outro código (dentro de ${seconds} s)`,
  sentAgain: 'Um novo código está a caminho; o anterior deixou de servir.',
  otherAddress: 'Usar outro endereço',
  choosePartner: 'Onde quer entrar?',
  own: 'Ou com a sua instituição',
  ownOf: (partner) => `Continuar com ${partner}`,
  demo: 'Experimentar a demonstração',
  demoText: 'Sem endereço nem código, com dados de exemplo.',
  demoMentor: 'Como mentor',
  demoPartner: 'Como responsável',
  faults: {
    email: 'Introduza um endereço de e-mail completo, como nome@universidade.edu.',
    code: 'Introduza os seis algarismos do código.',
    wrongCode: 'O código não está certo ou expirou. Verifique o último e-mail ou peça um novo código.',
    otherBrowser:
      'Este código não foi pedido neste navegador, ou foi há demasiado tempo. Introduza-o onde o pediu ou peça um novo aqui.',
    tooOften: (seconds) => `Demasiados pedidos. Tente de novo dentro de ${seconds} segundos.`,
  },
  refusals: {
    unknown_person:
      'A sua instituição conhece-o, mas aqui não é mentor nem responsável. Peça ao responsável do programa que o adicione.',
    refused: 'A entrada com a sua instituição foi cancelada ou recusada.',
    expired: 'A entrada demorou demasiado. Comece de novo.',
    unavailable: 'A entrada da sua instituição não responde. Tente mais tarde ou peça um código.',
  },
};
