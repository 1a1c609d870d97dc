import { describe, expect, test } from '../support/jest.ts';

import { complaintAuthorityOf } from '../../src/domain/complaint-authority.ts';

describe('where to complain', () => {
  test.each([
    ['33612345678', 'CNIL'],
    ['34612345678', 'AEPD'],
    ['5511912345678', 'ANPD'],
    ['447700900123', 'ICO'],
    ['21620123456', 'INPDP'],
    ['212612345678', 'CNDP'],
    ['351912345678', 'CNPD'],
  ])('goes by the country code, the longest first', (phone, name) => {
    expect(complaintAuthorityOf(phone)?.name).toBe(name);
  });

  test.each([['16505550100'], ['22212345678'], [''], [null]])('is said in general where it is not known', (phone) => {
    expect(complaintAuthorityOf(phone)).toBeNull();
  });
});
