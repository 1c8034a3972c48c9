/** Where persons are looked up and how the app is installed for them, as configured. */
import { realTime } from '../../../src/outbox/pacer';
import { type AutomaticReplies } from '../../../src/people/absences/automatic-reply';
import { type DirectorySource } from '../../../src/people/directory-source';
import { type InstallApp } from '../../../src/schedule/people/install-app';
import { type Config } from '../../config/config';
import { microsoftTokens } from '../../calls/microsoft-token';
import { directoryFile, repliesInFile } from './directory-file';
import { createGraphClient, type GraphClient } from './graph-client';
import { graphDirectory } from './graph-directory';
import { graphGroups } from './graph-groups';
import { graphReplies } from './graph-replies';
import { graphInstaller } from './install-app';

export interface PeopleSources {
  /** Without it, only imported persons are known. */
  readonly directory?: DirectorySource;
  /** Without it, no substitutes are proposed. */
  readonly replies?: AutomaticReplies;
  /** Without it the app is not installed for anybody. */
  readonly install?: InstallApp;
}

export type GraphConfig = Pick<Config, 'appId' | 'tenantId' | 'credential' | 'graphUrl'>;

/** @param wait between two tries of a request */
export function peopleSources(
  config: GraphConfig & Pick<Config, 'directory' | 'teamsAppId'>,
  wait = (ms: number) => realTime.wait(ms),
): PeopleSources {
  const { directory, graphUrl, teamsAppId } = config;
  const [patient, hasty] = graphClients(config, wait);
  return {
    ...(directory.type === 'graph' && {
      directory: { ...graphDirectory(patient, hasty), group: graphGroups(patient) },
      replies: graphReplies(patient),
    }),
    ...(directory.type === 'file' && {
      directory: directoryFile(directory.file),
      replies: repliesInFile(directory.file),
    }),
    ...(teamsAppId !== undefined && { install: graphInstaller(patient, graphUrl, teamsAppId) }),
  };
}

/** People who wait are answered within Teams' ten seconds. */
const hastyMs = 3_000;

/** A patient client, and a hasty one for when people wait. */
export function graphClients(
  config: GraphConfig,
  wait: (ms: number) => Promise<void>,
): [patient: GraphClient, hasty: GraphClient] {
  const tokens = microsoftTokens(config);
  const scope = `${new URL(config.graphUrl).origin}/.default`;
  const common = { url: config.graphUrl, token: () => tokens(scope), wait };
  return [createGraphClient(common), createGraphClient({ ...common, tries: 1, timeoutMs: hastyMs })];
}
