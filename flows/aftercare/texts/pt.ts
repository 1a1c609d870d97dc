import { type AftercareTexts } from './texts.ts';

export const portuguese: AftercareTexts = {
  welcome: 'De nada. Cuide-se!',
  deleted: ({ businessName, day }) =>
    `${businessName} excluiu todos os seus dados em ${day}.\nSua referência está na minha última mensagem.`,
};
