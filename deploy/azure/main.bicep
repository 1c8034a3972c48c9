// Seuranta in one resource group: two replicas in Container Apps, Azure Tables, the bot's registration with its Teams
// channel, logs and alerts. The bot has one managed identity, and nothing else may read the tables: there is no secret
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
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource table 'tables' = {
      name: 'seuranta'
    }
  }
}

// The role is for the one table, not the account.
resource readsAndWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage::tables::table.id, identity.id, tableDataContributor)
  scope: storage::tables::table
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
    }
    template: {
      // Messages in flight are finished, and the lease is released, within 10 seconds.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'seuranta'
          image: image
          resources: resourcesOf[size]
          env: [
            { name: 'MICROSOFT_APP_ID', value: identity.properties.clientId }
            { name: 'MICROSOFT_APP_TENANT_ID', value: identity.properties.tenantId }
            { name: 'MICROSOFT_APP_TYPE', value: 'UserAssignedMSI' }
            { name: 'AZURE_TABLES_URL', value: storage.properties.primaryEndpoints.table }
            { name: 'AZURE_TABLES_TABLE', value: 'seuranta' }
            // Tells the Azure libraries which identity to use.
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
            { name: 'SEURANTA_ADMINS', value: admins }
            { name: 'DIRECTORY', value: directory }
            { name: 'TEAMS_APP_ID', value: teamsAppId }
          ]
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

resource told 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-alerts'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: take(name, 12)
    emailReceivers: [
      {
        name: 'admins'
        emailAddress: alertEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

// Alerts if the bot logs more than five errors (pino level 50) within a quarter of an hour.
resource manyErrors 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: '${name}-errors'
  location: location
  properties: {
    displayName: 'Seuranta: errors'
    severity: 2
    enabled: true
    scopes: [logs.id]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    // The table is created by the first log entry.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs_CL | where ContainerAppName_s == "${name}" | extend entry = parse_json(Log_s) | where toint(entry.level) >= 50'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 5
        }
      ]
    }
    actions: { actionGroups: [told.id] }
  }
}

// The leading replica logs the end of each tick, once a minute. Without one for a quarter of an hour nothing is opened,
// reminded or sent, and no replica can report it.
resource noTick 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: '${name}-no-tick'
  location: location
  properties: {
    displayName: 'Seuranta: no tick'
    severity: 1
    enabled: true
    scopes: [logs.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs_CL | where ContainerAppName_s == "${name}" | extend entry = parse_json(Log_s) | where tostring(entry.msg) == "tick"'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
        }
      ]
    }
    actions: { actionGroups: [told.id] }
  }
}

// Alerts separately for each finding that the bot reports; admins are told in Teams too, if Teams can be reached.
resource findings 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: '${name}-findings'
  location: location
  properties: {
    displayName: 'Seuranta: findings'
    severity: 2
    enabled: true
    scopes: [logs.id]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs_CL | where ContainerAppName_s == "${name}" | extend entry = parse_json(Log_s) | where tostring(entry.msg) == "finding" | extend finding = tostring(entry.finding)'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [
            {
              name: 'finding'
              operator: 'Include'
              values: ['*']
            }
          ]
        }
      ]
    }
    actions: { actionGroups: [told.id] }
  }
}

resource noReplica 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-down'
  location: 'global'
  properties: {
    description: 'No replica of Seuranta runs.'
    severity: 1
    enabled: true
    scopes: [app.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'replicas'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'Replicas'
          operator: 'LessThan'
          threshold: 1
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: [{ actionGroupId: told.id }]
  }
}

output botId string = identity.properties.clientId
output endpoint string = bot.properties.endpoint
output principalId string = identity.properties.principalId
