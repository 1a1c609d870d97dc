/** How a request reached a business other than in the chat. */
export const loggedChannels = ['letter', 'email', 'phone', 'in_person'] as const;
export type LoggedChannel = (typeof loggedChannels)[number];
