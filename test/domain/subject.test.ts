import { describe, expect, test } from '../support/jest.ts';

import { addressOf, type Identifier } from '../../src/domain/subject.ts';

const phone: Identifier = { kind: 'phone', value: '16505550100' };
const bsuid: Identifier = { kind: 'bsuid', value: 'US.example0001' };

describe('the address of a person', () => {
  test('is the phone when it is known, with the BSUID beside it', () => {
    expect(addressOf([bsuid, phone])).toEqual({ phone: phone.value, bsuid: bsuid.value });
    expect(addressOf([phone])).toEqual({ phone: phone.value });
  });

  test('is the number that became known last, also after a change of number', () => {
    const newer: Identifier = { kind: 'phone', value: '16505550199' };
    expect(addressOf([bsuid, phone, newer])).toEqual({ phone: newer.value, bsuid: bsuid.value });
  });

  test('is the BSUID when there is no phone', () => {
    expect(addressOf([{ kind: 'username', value: 'ana' }, bsuid])).toEqual({ bsuid: bsuid.value });
  });

  test('is none for what messages cannot be sent to', () => {
    expect(addressOf([])).toBeNull();
    expect(addressOf([{ kind: 'username', value: 'ana' }])).toBeNull();
    expect(addressOf([{ kind: 'parent_bsuid', value: 'US.ENT.example' }])).toBeNull();
  });
});
