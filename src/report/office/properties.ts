/** What a file says about itself: title, author, company, language, and the moment whose figures it shows. Pure. */
import { languageTags } from '../../goals/format-date';
import { type Locale } from '../../goals/schema';
import { withoutUnwritable } from '../../plain-text';
import { reportTitle } from '../content/labels';
import { type ReportContent } from '../content/report-content';
import { escaped } from './xml';

export interface FileProperties {
  readonly title: string;
  /** Author and company; empty if the programme names no organisation. */
  readonly organisation: string;
  readonly locale: Locale;
  /** The moment that the report shows, not that of writing, so that the same report is the same file. */
  readonly at: Date;
}

export function filePropertiesOf(content: ReportContent): FileProperties {
  const { source, options, textOf } = content;
  return {
    title: withoutUnwritable(reportTitle(content)),
    organisation: withoutUnwritable(textOf(source.form.programme.organisation)),
    locale: options.locale,
    at: options.asOf,
  };
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const contentType = 'application/vnd.openxmlformats';

export const propertyParts = {
  core: {
    name: 'docProps/core.xml',
    id: 'rIdCore',
    type: `${packages}/relationships/metadata/core-properties`,
    contentType: `${contentType}-package.core-properties+xml`,
  },
  app: {
    name: 'docProps/app.xml',
    id: 'rIdApp',
    type: `${office}/relationships/extended-properties`,
    contentType: `${contentType}-officedocument.extended-properties+xml`,
  },
} as const;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function coreProperties({ title, organisation, locale, at }: FileProperties): string {
  const moment = `${at.toISOString().slice(0, 19)}Z`;
  const time = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${moment}</dcterms:${name}>`;
  return (
    `${declaration}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(organisation)}</dc:creator>` +
    `<cp:lastModifiedBy>${escaped(organisation)}</cp:lastModifiedBy>` +
    `<dc:language>${languageTags[locale]}</dc:language>${time('created')}${time('modified')}` +
    '</cp:coreProperties>'
  );
}

export function appProperties({ organisation }: FileProperties): string {
  return (
    `${declaration}<Properties xmlns="${office}/extended-properties">` +
    `<Application>Seuranta</Application><Company>${escaped(organisation)}</Company></Properties>`
  );
}
