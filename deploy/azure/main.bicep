// Seuranta in one resource group: two replicas in Container Apps, Azure Tables, the bot's registration with its Teams
// channel, logs and alerts (alerts.bicep). The bot has one managed identity, and nothing else may read the tables: there is no secret
// to keep or rotate, and so no Key Vault.

@description('Prefix of the names of all resources: lower-case letters and digits.')
@minLength(3)
@maxLength(14)
param name string = 'seuranta'

@description('Region of everything but the bot registration, which is global.')
param location string = resourceGroup().location

@description('The image, such as county.azurecr.io/seuranta:1.0.0.')
param image string

@description('Name of the Azure Container Registry in this resource group that the image is pulled from; empty for a public one.')
param registryName string = ''

@description('Addresses of the first admins, comma-separated.')
param admins string

@description('Where persons are looked up; graph needs permissions that are granted once, see README.md.')
@allowed(['imported', 'graph'])
param directory string = 'imported'

@description('Id of the app in the organisation’s app catalogue, to let the bot install it for people; empty: it does not.')
param teamsAppId string = ''

@description('E-mail address that gets the alerts.')
param alertEmail string

@description('small: up to 1,000 responsible persons, large: 10,000 and more.')
@allowed(['small', 'large'])
param size string = 'small'

@description('F0 is free, with 10,000 messages a month in channels other than Teams; Teams is free in both.')
@allowed(['F0', 'S1'])
param botSku string = 'F0'

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Zone-redundant tables, if the region has zones.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageSku string = 'Standard_ZRS'

@description('The table that holds the store; another one to restore into without emptying this one.')
param table string = 'seuranta'

@description('Refuses to delete the storage account, and with it the tables, until the lock is removed.')
param deleteLock bool = true

@description('Who may reach the tables: any network (only the bot’s identity may read them), the app’s own subnet, or nobody but a private endpoint. Decide at the first installation: an environment cannot be moved into a network.')
@allowed(['public', 'subnet', 'private'])
param network string = 'public'

@description('Range of the network, /24 or larger; not used with public.')
param networkRange string = '10.60.0.0/24'

@description('IPv4 addresses or ranges that may reach the tables too, such as the machine that takes the copies; not used with public.')
param allowedAddresses array = []

// The bot's own variables, described in deploy/configuration.md. Empty: the program's default.
param publicUrl string = ''
param allowedTenants string = ''
param sendRate string = ''
param serviceUrl string = ''
param graphUrl string = ''
param botChannelId string = ''
param retentionMessagesMonths string = ''
param retentionDraftsMonths string = ''
param retentionAuditMonths string = ''
param retentionRoundsYears string = ''
param undeliverablePercent string = ''
param logLevel string = ''

@secure()
param metricsToken string = ''

@description('May hold a secret.')
@secure()
param alertUrl string = ''

var isNetworked = network != 'public'
var isPrivate = network == 'private'

// The consumption profile requires twice as many GiB of memory as vCPUs.
var resourcesOf = {
  small: { cpu: json('0.5'), memory: '1Gi' }
  large: { cpu: json('1.0'), memory: '2Gi' }
}

// Ids of built-in roles.
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var registryPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${name}${uniqueString(resourceGroup().id)}'
  location: location
  kind: 'StorageV2'
  sku: { name: storageSku }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    // Only identities have access: the account's keys are disabled.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    publicNetworkAccess: isPrivate && empty(allowedAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isNetworked ? 'Deny' : 'Allow'
      virtualNetworkRules: network == 'subnet' ? [{ id: '${virtualNetwork.id}/subnets/app', action: 'Allow' }] : []
      ipRules: map(isNetworked ? allowedAddresses : [], address => { value: address, action: 'Allow' })
    }
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource store 'tables' = {
      name: table
    }
  }
}

resource keepsTables 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: '${name}-keep'
  scope: storage
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds all data of Seuranta. Take a copy before the lock is removed.'
  }
}

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2023-11-01' = if (isNetworked) {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: [networkRange] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(networkRange, 26, 0)
          delegations: [{ name: 'apps', properties: { serviceName: 'Microsoft.App/environments' } }]
          serviceEndpoints: isPrivate ? [] : [{ service: 'Microsoft.Storage' }]
        }
      }
      {
        name: 'tables'
        properties: { addressPrefix: cidrSubnet(networkRange, 26, 1) }
      }
    ]
  }
}

resource tablesEndpoint 'Microsoft.Network/privateEndpoints@2023-11-01' = if (isPrivate) {
  name: '${name}-tables'
  location: location
  properties: {
    subnet: { id: '${virtualNetwork.id}/subnets/tables' }
    privateLinkServiceConnections: [
      {
        name: 'tables'
        properties: {
          privateLinkServiceId: storage.id
          groupIds: ['table']
        }
      }
    ]
  }

  // A condition is not inherited.
  resource zones 'privateDnsZoneGroups' = if (isPrivate) {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: 'tables', properties: { privateDnsZoneId: tablesZone.id } }]
    }
  }
}

// Inside the network the tables' usual name leads to the private endpoint.
resource tablesZone 'Microsoft.Network/privateDnsZones@2020-06-01' = if (isPrivate) {
  name: 'privatelink.table.${az.environment().suffixes.storage}'
  location: 'global'

  resource link 'virtualNetworkLinks' = if (isPrivate) {
    name: '${name}-network'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: virtualNetwork.id }
    }
  }
}

// The role is for the one table, not the account.
resource readsAndWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage::tables::store.id, identity.id, tableDataContributor)
  scope: storage::tables::store
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor)
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (!empty(registryName)) {
  name: empty(registryName) ? 'none' : registryName
}

resource pulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registryName)) {
  name: guid(resourceGroup().id, registryName, identity.id, registryPull)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', registryPull)
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logRetentionDays
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
    vnetConfiguration: isNetworked ? { infrastructureSubnetId: '${virtualNetwork.id}/subnets/app', internal: false } : null
    // Required in a delegated subnet; costs the same.
    workloadProfiles: isNetworked ? [{ name: 'Consumption', workloadProfileType: 'Consumption' }] : null
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: isNetworked ? 'Consumption' : null
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 3978
        transport: 'http'
        allowInsecure: false
      }
      registries: empty(registryName) ? [] : [
        {
          server: registry!.properties.loginServer
          identity: identity.id
        }
      ]
      secrets: concat(
        empty(metricsToken) ? [] : [{ name: 'metrics-token', value: metricsToken }],
        empty(alertUrl) ? [] : [{ name: 'alert-url', value: alertUrl }]
      )
    }
    template: {
      // Messages in flight are finished, and the lease is released, within 10 seconds.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'seuranta'
          image: image
          resources: resourcesOf[size]
          env: concat(
            [
              { name: 'MICROSOFT_APP_ID', value: identity.properties.clientId }
              { name: 'MICROSOFT_APP_TENANT_ID', value: identity.properties.tenantId }
              { name: 'MICROSOFT_APP_TYPE', value: 'UserAssignedMSI' }
              { name: 'AZURE_TABLES_URL', value: storage.properties.primaryEndpoints.table }
              { name: 'AZURE_TABLES_TABLE', value: table }
              // Tells the Azure libraries which identity to use.
              { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
              { name: 'SEURANTA_ADMINS', value: admins }
              { name: 'DIRECTORY', value: directory }
              { name: 'TEAMS_APP_ID', value: teamsAppId }
              { name: 'PUBLIC_URL', value: publicUrl }
              { name: 'ALLOWED_TENANTS', value: allowedTenants }
              { name: 'SEND_RATE', value: sendRate }
              { name: 'SERVICE_URL', value: serviceUrl }
              { name: 'GRAPH_URL', value: graphUrl }
              { name: 'BOT_ID', value: botChannelId }
              { name: 'RETENTION_MESSAGES_MONTHS', value: retentionMessagesMonths }
              { name: 'RETENTION_DRAFTS_MONTHS', value: retentionDraftsMonths }
              { name: 'RETENTION_AUDIT_MONTHS', value: retentionAuditMonths }
              { name: 'RETENTION_ROUNDS_YEARS', value: retentionRoundsYears }
              { name: 'UNDELIVERABLE_PERCENT', value: undeliverablePercent }
              { name: 'LOG_LEVEL', value: logLevel }
            ],
            empty(metricsToken) ? [] : [{ name: 'METRICS_TOKEN', secretRef: 'metrics-token' }],
            empty(alertUrl) ? [] : [{ name: 'ALERT_URL', secretRef: 'alert-url' }]
          )
          probes: [
            {
              type: 'Liveness'
              httpGet: { path: '/healthz', port: 3978 }
              initialDelaySeconds: 10
              periodSeconds: 30
            }
            {
              type: 'Readiness'
              httpGet: { path: '/readyz', port: 3978 }
              initialDelaySeconds: 3
              periodSeconds: 10
            }
          ]
        }
      ]
      scale: {
        minReplicas: 2
        maxReplicas: 2
      }
    }
  }
  dependsOn: [
    pulls
    readsAndWrites
    tablesEndpoint::zones
    tablesZone::link
  ]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: botSku }
  properties: {
    displayName: 'Seuranta'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true }
    }
  }
}

module alerts 'alerts.bicep' = {
  name: '${name}-alerts'
  params: {
    name: name
    location: location
    workspaceId: logs.id
    appId: app.id
    email: alertEmail
  }
}

output botId string = identity.properties.clientId
output endpoint string = bot.properties.endpoint
output principalId string = identity.properties.principalId
