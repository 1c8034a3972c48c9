import { ImageRun, Paragraph } from 'docx';
import { fittingLogo, type Logo } from '../content/logo';

/** The organisation's logo as large as the room allows. @param room in pixels, of which 96 are an inch */
export function logoParagraph(
  logo: Logo,
  room: { readonly width: number; readonly height: number },
): Paragraph {
  const { type, bytes, text } = logo;
  const { width, height } = fittingLogo(logo, room);
  return new Paragraph({
    spacing: { after: 120 },
    children: [
      new ImageRun({
        type: type === 'jpeg' ? 'jpg' : type,
        data: bytes,
        transformation: { width: Math.round(width), height: Math.round(height) },
        altText: { name: text, title: text, description: text },
      }),
    ],
  });
}
