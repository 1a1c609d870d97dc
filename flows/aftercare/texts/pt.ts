import { type AftercareTexts } from './texts.ts';

export const portuguese: AftercareTexts = {
  welcome: 'De nada. Cuide-se!',
  deleted: ({ businessName, day }) =>
    `${businessName} excluiu os seus dados em ${day}.\nO que precise ficar, se houver, ainda está lá.\nTem uma referência? Escreva aqui.`,
};
