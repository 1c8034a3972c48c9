/** Checks across variables: which are needed together, and which exclude each other. Pure. */
import { type Environment, isLocal, loopback, type StoreEnvironment } from './environment-schema';

/** One line for each missing or contradictory variable. */
export function missing(data: Environment): string[] {
  return [...missingStore(data), ...missingIdentity(data), ...missingForGraph(data)];
}

export function missingStore(data: StoreEnvironment): string[] {
  const two = data.AZURE_TABLES_CONNECTION_STRING && data.AZURE_TABLES_URL;
  return two ? ['AZURE_TABLES_URL: is not needed with AZURE_TABLES_CONNECTION_STRING; set one of them'] : [];
}

/** A Graph on loopback requires no token. */
function missingForGraph(data: Environment): string[] {
  const { DIRECTORY: directory, DIRECTORY_FILE: file, TEAMS_APP_ID: teamsAppId } = data;
  const isAnonymous = !data.MICROSOFT_APP_ID && !isLocal(new URL(data.GRAPH_URL).hostname);
  const needing = [...(directory === 'graph' ? ['DIRECTORY'] : []), ...(teamsAppId ? ['TEAMS_APP_ID'] : [])];
  return [
    ...(directory === 'graph' && file
      ? ['DIRECTORY_FILE: is not needed with DIRECTORY=graph; set one of them']
      : []),
    ...(isAnonymous
      ? needing.map((name) => `${name}: needs MICROSOFT_APP_ID, since Graph is asked by it`)
      : []),
  ];
}

function missingIdentity(data: Environment): string[] {
  if (!data.MICROSOFT_APP_ID)
    return data.HOST && !loopback.includes(data.HOST)
      ? ['HOST: without MICROSOFT_APP_ID nobody is authenticated, so only a loopback address is allowed']
      : [];
  return data.MICROSOFT_APP_TENANT_ID ? [] : ['MICROSOFT_APP_TENANT_ID: is needed with MICROSOFT_APP_ID'];
}
