/** The setting for one of a programme's channels. Pure. */
import { type Programme } from '../../goals/schema';

/** "fi 19:…@thread.tacv2": the language, then the channel's id. */
export function channelText({ language, channel }: Programme['channels'][number]): string {
  return `${language} ${channel}`;
}

/** Empty where the text names no channel; the programme's schema then says so. */
export function channelIn(text: string): { readonly language?: string; readonly channel?: string } {
  const [, language, channel] = /^(\S+)\s+(.*)$/s.exec(text) ?? [];
  return { ...(language !== undefined && { language }), ...(channel !== undefined && { channel }) };
}
