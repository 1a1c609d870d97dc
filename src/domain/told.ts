/** How news reached a person. `sent`: on its way. `queued`: goes out with their next message. `unreachable`: there is no chat and no way. */
export type Told = 'sent' | 'queued' | 'unreachable';
