declare const loadedOnce: (name: string) => unknown;

export = loadedOnce('date-holidays');
