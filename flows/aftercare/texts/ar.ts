import { isolate } from '../../phrasing.ts';
import { type AftercareTexts } from './texts.ts';

export const arabic: AftercareTexts = {
  welcome: 'على الرحب والسعة. مع السلامة!',
  deleted: ({ businessName, day }) =>
    `حذفت ${isolate(businessName)} بياناتك يوم ${day}.\nما يجب أن يبقى، إن وُجد، لا يزال موجودا.\nهل لديك رقم مرجعي؟ اكتبه هنا.`,
};
