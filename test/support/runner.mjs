import LightRunner from 'jest-light-runner/child-process';

/**
 * `jest-light-runner` with one thing put right. It has one channel for all workers, and when the first of them asks for its settings
 * it answers all, once: a worker that does not listen yet never hears it, and waits for ever (seen with three workers, in version
 * 0.7.11, the last for Node 20). Here each run of a file has a channel of its own, answered as often as it is asked.
 */
export default class Runner extends LightRunner {
  constructor(globalConfig) {
    super(globalConfig);
    this._testRunners = new RunnersWithOwnChannels({ globalConfig, runtime: this._runtime });
  }
}

class RunnersWithOwnChannels extends Map {
  constructor(settings) {
    super();
    this.settings = settings;
  }

  set(projectConfig, { pool }) {
    const workerData = { ...this.settings, projectConfig };
    return super.set(projectConfig, { pool, run: ({ path }) => pool.run(path, { channel: channelWith(workerData) }) });
  }
}

function channelWith(workerData) {
  let send = () => undefined;
  return {
    onMessage(listener) {
      send = listener;
    },
    postMessage(message) {
      if (message === 'jest-light-runner-get-worker-data') send({ type: 'jest-light-runner-worker-data', workerData });
    },
  };
}
