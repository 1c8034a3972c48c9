/** What a person types, in each language. */
export const commands = {
  fi: {
    ...{ language: 'suomeksi', goals: 'omat tavoitteet', substitute: 'sijainen', help: 'ohje' },
    ...{ history: 'historia', who: 'kuka vastaa', digest: 'kooste', report: 'raportti' },
  },
  sv: {
    ...{ language: 'på svenska', goals: 'mina mål', substitute: 'ersättare', help: 'hjälp' },
    ...{ history: 'historik', who: 'vem ansvarar för', digest: 'sammandrag', report: 'rapport' },
  },
  en: {
    ...{ language: 'in english', goals: 'my goals', substitute: 'substitute', help: 'help' },
    ...{ history: 'history', who: 'who answers for', digest: 'digest', report: 'report' },
  },
} as const;
