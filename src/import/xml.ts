/** Walks through an XML part of a workbook without keeping it: only what `visit` picks stays in memory. */
import { StringDecoder } from 'node:string_decoder';
import { parser, type QualifiedTag, type Tag } from 'sax';
import { RefusedError } from '../errors';

export interface XmlVisitor {
  /** Names are local: "row" of "x:row". */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  /** A text may come in several pieces. */
  readonly text?: (text: string) => void;
}

const pieceBytes = 64 * 1024;

/** @throws RefusedError `file-unreadable` where it is not well-formed; entities of a DTD are never expanded. */
export function walkXml(part: Buffer, visitor: XmlVisitor): void {
  const sax = parser(true, { trim: false, normalize: false });
  sax.onerror = () => {
    throw new RefusedError('file-unreadable');
  };
  sax.onopentag = ({ name, attributes }: Tag | QualifiedTag) =>
    visitor.open?.(localName(name), attributes as Record<string, string>);
  sax.onclosetag = (name) => visitor.close?.(localName(name));
  sax.ontext = (text) => visitor.text?.(text);
  sax.oncdata = (text) => visitor.text?.(text);
  const decoder = new StringDecoder('utf8');
  for (let at = 0; at < part.length; at += pieceBytes)
    sax.write(decoder.write(part.subarray(at, at + pieceBytes)));
  sax.write(decoder.end()).close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
