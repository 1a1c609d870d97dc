import mongoose from 'mongoose';

import { describe, expect, test } from '../support/jest.ts';

import { problemOf } from '../../src/http/problem.ts';

const { mongo } = mongoose;

describe('what the database’s absence throws', () => {
  test.each<[string, Error]>([
    ['no server was found', new mongo.MongoServerSelectionError('none', {} as never)],
    ['no server was found, said by mongoose', new mongoose.Error.MongooseServerSelectionError('none')],
    ['the connection broke', new mongo.MongoNetworkError('gone')],
    ['the connection was silent', new mongo.MongoNetworkTimeoutError('silent')],
    ['the pool was cleared', Object.assign(new Error('cleared'), { name: 'MongoPoolClearedError' })],
    ['the client is not connected', new mongo.MongoNotConnectedError('not connected')],
    [
      'nothing was connected in time',
      new mongoose.Error('Operation `requests.find()` buffering timed out after 10000ms'),
    ],
    ...[10_107, 13_435, 13_436, 11_600, 11_602, 189, 91].map((code): [string, Error] => [
      `the server is no primary (${String(code)})`,
      new mongo.MongoServerError({ message: 'not primary', code }),
    ]),
    [
      'nobody confirms a write',
      new mongo.MongoWriteConcernError({ writeConcernError: { code: 91, errmsg: 'stops' } } as never),
    ],
  ])('is answered by "again later": %s', (_why, error) => {
    expect(problemOf(error)).toMatchObject({ status: 503, code: 'unavailable' });
  });

  test.each([
    ['a wrong use of mongoose', new mongoose.Error('Model.find() no longer accepts a callback')],
    ['a row that breaks an index', new mongo.MongoServerError({ message: 'E11000', code: 11_000 })],
    ['anything else with such a code', Object.assign(new Error('not primary'), { code: 91 })],
  ])('and nothing else is: %s is our own fault', (_what, error) => {
    expect(problemOf(error)).toMatchObject({ status: 500, code: 'internal' });
  });
});
