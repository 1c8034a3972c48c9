/** The value of "no answer"; a choice's value must not be empty. */
export const noAnswer = '__none__';
