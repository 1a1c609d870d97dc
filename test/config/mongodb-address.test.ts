import { describe, expect, test } from '../support/jest.ts';

import { inDatabase, withDatabase } from '../../src/config/mongodb-address.ts';

const several = 'mongodb://a.example.org:27017,b.example.org:27017,c.example.org:27017';

describe('the database of a MongoDB address', () => {
  test('is added where none is named, whatever else the address says', () => {
    expect(withDatabase(`${several}/?replicaSet=rs0`, 'oubli')).toBe(`${several}/oubli?replicaSet=rs0`);
    expect(withDatabase(several, 'oubli')).toBe(`${several}/oubli`);
    expect(withDatabase(`${several}?replicaSet=rs0`, 'oubli')).toBe(`${several}/oubli?replicaSet=rs0`);
    expect(withDatabase('mongodb://[::1]:27017/', 'oubli')).toBe('mongodb://[::1]:27017/oubli');
  });

  test('stays where one is named', () => {
    expect(withDatabase(`${several}/shop?replicaSet=rs0`, 'oubli')).toBe(`${several}/shop?replicaSet=rs0`);
  });

  test('can be another, at the same servers', () => {
    expect(inDatabase(`${several}/shop?replicaSet=rs0`, 'demo')).toBe(`${several}/demo?replicaSet=rs0`);
    expect(inDatabase(several, 'demo')).toBe(`${several}/demo`);
  });

  test('leaves the user where the address had them: the driver looks for users in the database that is named', () => {
    expect(inDatabase('mongodb://u:p@a.example.org/shop', 'demo')).toBe(
      'mongodb://u:p@a.example.org/demo?authSource=shop',
    );
    expect(withDatabase('mongodb://u:p@a.example.org/?replicaSet=rs0', 'oubli')).toBe(
      'mongodb://u:p@a.example.org/oubli?replicaSet=rs0&authSource=admin',
    );
    for (const said of ['authSource=admin', 'authMechanism=MONGODB-AWS', 'replicaSet=rs0&authsource=users']) {
      expect(inDatabase(`mongodb://u:p@a.example.org/shop?${said}`, 'demo')).toBe(
        `mongodb://u:p@a.example.org/demo?${said}`,
      );
    }
    // The DNS record of the servers says it.
    expect(inDatabase('mongodb+srv://u:p@a.example.org/shop', 'demo')).toBe('mongodb+srv://u:p@a.example.org/demo');
  });
});
