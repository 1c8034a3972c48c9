/** The time zone of whatever the tests start; jest's workers and the bots under test inherit it. */
export default function helsinkiTime(): void {
  process.env['TZ'] = 'Europe/Helsinki';
}
