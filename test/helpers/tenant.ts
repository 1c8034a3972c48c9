/** The organisation and the bot in the tests. */
export const tenantId = '5e0a7a00-0000-4000-8000-0000000000aa';
export const botId = '28:5e0a7a00-0000-4000-8000-0000000000bb';
