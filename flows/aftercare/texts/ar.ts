import { isolate } from '../../phrasing.ts';
import { type AftercareTexts } from './texts.ts';

export const arabic: AftercareTexts = {
  welcome: 'على الرحب والسعة. مع السلامة!',
  deleted: ({ businessName, day }) =>
    `حذفت ${isolate(businessName)} كل بياناتك يوم ${day}.\nرقمك المرجعي في آخر رسالة مني.`,
};
