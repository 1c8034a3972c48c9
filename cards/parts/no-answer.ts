/** The value of "no answer"; a choice may not have an empty one. */
export const noAnswer = '__none__';
