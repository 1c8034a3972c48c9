/** Walks through an XML part of a workbook without keeping it: only what the visitor picks stays in memory. */
import { StringDecoder } from 'node:string_decoder';
import { parser, type QualifiedTag, type SAXParser, type Tag } from 'sax';
import { RefusedError } from '../../errors';
import { deepestTag, mostAttributes, mostTags } from './limits';

export interface XmlVisitor {
  /** Names are local: "row" of "x:row". */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  /** A text may come in several pieces. */
  readonly text?: (text: string) => void;
}

/** The parser refuses names, attributes and comments of more than 64 KiB, and checks after each piece. */
const pieceBytes = 64 * 1024;

/**
 * Entities of a DTD are never expanded.
 * @throws RefusedError `file-unreadable` if it is not well-formed, `file-too-complex` if it has too many tags, nests
 *   them too deeply, or a tag has too many attributes
 */
export function walkXml(part: Buffer, visitor: XmlVisitor): void {
  const sax = parser(true, { trim: false, normalize: false });
  sax.onerror = () => {
    throw new RefusedError('file-unreadable');
  };
  const limits = limitTags(sax);
  sax.onopentag = ({ name, attributes }: Tag | QualifiedTag) =>
    visitor.open?.(localName(name), attributes as Record<string, string>);
  sax.onclosetag = (name) => {
    limits.closed();
    visitor.close?.(localName(name));
  };
  sax.ontext = (text) => visitor.text?.(text);
  sax.oncdata = (text) => visitor.text?.(text);
  const decoder = new StringDecoder('utf8');
  for (let at = 0; at < part.length; at += pieceBytes)
    sax.write(decoder.write(part.subarray(at, at + pieceBytes)));
  sax.write(decoder.end()).close();
}

/** The parser keeps every open tag and its attributes in memory, so each is counted before it is kept. */
function limitTags(sax: SAXParser): { readonly closed: () => void } {
  let [tags, depth, attributes] = [0, 0, 0];
  sax.onopentagstart = () => {
    if (++tags > mostTags || ++depth > deepestTag) throw new RefusedError('file-too-complex');
    attributes = 0;
  };
  sax.onattribute = () => {
    if (++attributes > mostAttributes) throw new RefusedError('file-too-complex');
  };
  return { closed: () => void depth-- };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
