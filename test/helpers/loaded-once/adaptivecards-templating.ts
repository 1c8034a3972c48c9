declare const loadedOnce: (name: string) => unknown;

export = loadedOnce('adaptivecards-templating');
