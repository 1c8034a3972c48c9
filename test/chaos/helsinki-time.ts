/** Sets the time zone that jest's workers and the bots under test inherit. */
export default function helsinkiTime(): void {
  process.env['TZ'] = 'Europe/Helsinki';
}
