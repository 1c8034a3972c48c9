/** Installs the app for a person through Graph. Needs TeamsAppInstallation.ReadWriteSelfForUser.All. */
import { type InstallApp } from '../../../src/schedule/people/install-app';
import { type GraphClient, GraphError } from './graph-client';

/** @param teamsAppId the app's id in the organisation's app catalogue, which is not that of its manifest */
export function graphInstaller(client: GraphClient, graphUrl: string, teamsAppId: string): InstallApp {
  const body = { 'teamsApp@odata.bind': `${graphUrl}/appCatalogs/teamsApps/${teamsAppId}` };
  return async (aadObjectId) => {
    try {
      await client.post(`/users/${encodeURIComponent(aadObjectId)}/teamwork/installedApps`, body);
      return { type: 'asked' };
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      const { status, message: reason } = error;
      if (status === 409) return { type: 'there' };
      // No permission, a policy that withholds the app, no such account, or no such app in the catalogue.
      if ([400, 401, 403, 404].includes(status))
        return { type: 'refused', reason, everybody: [401, 403].includes(status) };
      throw error;
    }
  };
}
