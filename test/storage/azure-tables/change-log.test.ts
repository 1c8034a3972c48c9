import {
  changedBy,
  type Entry,
  entryOf,
  type Followed,
  longestCommitMs,
  logsIn,
  newsIn,
  OwnLog,
} from '../../../src/storage/azure-tables/change-log';

/** What a reader learns who looks after each write. */
class Reader {
  private followed: ReadonlyMap<string, Followed> = new Map();
  private now = 0;

  looksAt(row: Readonly<Record<string, string>>, afterMs = 1): readonly Entry[] {
    this.now += afterMs;
    const { entries, followed } = newsIn(logsIn(row), this.followed, this.now);
    this.followed = followed;
    return entries;
  }
}

const entry = (key: string) => entryOf('goals|p', [key]);

describe('the log of a process', () => {
  it('names the rows of each commit to a reader once, also of several at a time', () => {
    const [log, reader] = [new OwnLog(), new Reader()];
    expect(reader.looksAt({ [log.property]: log.add(entry('a')) })).toEqual([entry('a')]);
    expect(reader.looksAt({ [log.property]: log.settle() })).toEqual([]);
    log.add(entry('b'));
    expect(reader.looksAt({ [log.property]: log.add(entry('c')) })).toEqual([entry('b'), entry('c')]);
  });

  it('says that everything may have changed when it no longer names all that a reader missed', () => {
    const [log, reader] = [new OwnLog(), new Reader()];
    reader.looksAt({ [log.property]: log.add(entry('a')) });
    let row = {};
    for (let n = 0; n < 100; n++) row = { [log.property]: log.add(entry(`reply|${n}`)) };
    expect(JSON.stringify(row).length).toBeLessThan(5_000);
    expect(reader.looksAt(row)).toEqual(['all']);
    expect(reader.looksAt(row)).toEqual([]);
    expect(
      entryOf(
        'p',
        Array.from({ length: 99 }, (_, n) => `reply|${n}`),
      ),
    ).toBe('all');
  });

  it.each([
    ['is gone', {}],
    ['cannot be read', { log_1: '{' }],
    ['has fewer commits than before, as in a table that was put back', { log_1: new OwnLog().settle() }],
  ])('says that everything may have changed when it %s', (_, row) => {
    const [log, reader] = [new OwnLog(), new Reader()];
    reader.looksAt({ log_1: log.add(entry('a')) });
    expect(reader.looksAt(row)).toEqual(['all']);
  });

  it('names the rows of a commit under way at each look, and once more when it is over', () => {
    const [log, reader] = [new OwnLog(), new Reader()];
    const open = { [log.property]: log.add(entry('a'), true) };
    expect([reader.looksAt(open), reader.looksAt(open)]).toEqual([[entry('a')], [entry('a')]]);
    const next = { [log.property]: log.add(entry('b'), true) };
    expect(reader.looksAt(next)).toEqual([entry('a'), entry('b')]);
    const over = { [log.property]: log.settle() };
    expect([reader.looksAt(over), reader.looksAt(over)]).toEqual([[entry('b')], []]);
  });

  it('takes the commit of a process that has died for over when it can be under way no longer', () => {
    const [log, reader] = [new OwnLog(), new Reader()];
    const open = { [log.property]: log.add(entry('a'), true) };
    reader.looksAt(open);
    expect(reader.looksAt(open, longestCommitMs)).toEqual([entry('a')]);
    expect(reader.looksAt(open)).toEqual([entry('a')]);
    expect([reader.looksAt(open), reader.looksAt(open)]).toEqual([[], []]);
  });

  it("holds no person's id", () => {
    expect(
      new OwnLog().add(entryOf('round|p|1', ['draft|liisa@example.org|g1', 'liisa@example.org'])),
    ).not.toMatch(/liisa/);
  });
});

it.each([
  [{ from: '', after: false, to: undefined }, true],
  [{ from: 'reply|', after: false, to: 'reply|\u{10ffff}' }, true],
  [{ from: 'reply|b', after: true, to: undefined }, true],
  [{ from: 'a', after: false, to: 'reply|a' }, true],
  [{ from: 'draft|', after: false, to: 'draft|\u{10ffff}' }, false],
  [{ from: 'round', after: false, to: undefined }, false],
  [{ from: 'a', after: false, to: 'reply|' }, false],
])('a changed reply may be on the page %j: %s', (page, may) => {
  const [row] = entryOf('p', ['reply|g1']) as Exclude<Entry, 'all'>;
  const { isOn, isRow } = changedBy(row!);
  expect(isOn(page)).toBe(may);
  expect([isRow('reply|g1'), isRow('reply|g2')]).toEqual([true, false]);
});
