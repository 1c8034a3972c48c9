import { versionFault } from '../../../bot/config/node-version';

it.each(['20.19.0', '20.20.1', '22.0.0', '24.11.1'])('Node %s is new enough', (version) => {
  expect(versionFault(version)).toBeUndefined();
});

it.each(['18.20.8', '20.18.3'])('Node %s is refused in one line that says what is needed', (version) => {
  expect(versionFault(version)).toBe(`Seuranta needs Node 20.19.0 or newer, and this is ${version}`);
});
