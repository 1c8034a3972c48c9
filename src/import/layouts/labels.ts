/** Labels of fields for which a document has no words. */
import { type Locale } from '../../goals/schema';

export const labels = {
  value: { fi: 'Toteuma', sv: 'Utfall', en: 'Value' },
  confidence: { fi: 'Luottavaisuusarvio', sv: 'Konfidensbedömning', en: 'Confidence' },
  measureValue: { fi: 'Mittarin arvo', sv: 'Mätarens värde', en: 'Value of the measure' },
  progress: { fi: 'Etenemä', sv: 'Framskridande', en: 'Progress' },
  progressHint: {
    fi: 'Vastaa ”Ei mittaria”, jos etenemää ei mitata.',
    sv: 'Svara ”Mätare saknas” om framskridandet inte mäts.',
    en: 'Answer “No measure” if progress is not measured.',
  },
  taskState: { fi: 'Työn tilanne', sv: 'Arbetets läge', en: 'State of the work' },
  summary: { fi: 'Tiivistelmä', sv: 'Sammanfattning', en: 'Summary' },
  summaryHint: {
    fi: 'Kerro lyhyesti, mitä on tehty, mikä on tulos ja mihin tarvitaan tukea.',
    sv: 'Berätta kort vad som har gjorts, vad resultatet är och var stöd behövs.',
    en: 'Say briefly what has been done, what the result is and where support is needed.',
  },
  projectState: { fi: 'Projektin tila', sv: 'Projektets läge', en: 'Project status' },
  description: { fi: 'Sanallinen kuvaus', sv: 'Beskrivning i ord', en: 'Verbal description' },
  subFocus: { fi: 'Painopisteen osa-alue', sv: 'Delområde', en: 'Sub-focus' },
  unit: { fi: 'Yksikkö', sv: 'Enhet', en: 'Unit' },
  followUp: { fi: 'Seuranta', sv: 'Uppföljning', en: 'Follow-up' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;
