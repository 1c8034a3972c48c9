// Mail when no replica runs or ticks, when one does not start, when the bot reports a finding, and on errors.

@description('Prefix of the names of all resources, and the name of the app.')
param name string

param location string

@description('The Log Analytics workspace with the logs of the app.')
param workspaceId string

@description('The app.')
param appId string

@description('Address that gets the alerts.')
param email string

resource told 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-alerts'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: take(name, 12)
    emailReceivers: [
      {
        name: 'admins'
        emailAddress: email
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
    scopes: [workspaceId]
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

// A revision that does not come up leaves the previous one running, so nothing else would report it. The bot logs why it
// stops at level 60; what keeps the container from being started at all is only in the platform's own log.
resource failedStart 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: '${name}-failed-start'
  location: location
  properties: {
    displayName: 'Seuranta: failed start'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'union isfuzzy=true (ContainerAppConsoleLogs_CL | where ContainerAppName_s == "${name}" | where toint(parse_json(Log_s).level) >= 60 or Log_s startswith "Seuranta needs Node"), (ContainerAppSystemLogs_CL | where ContainerAppName_s == "${name}" | where Reason_s in~ ("ContainerBackOff", "BackOff", "CrashLoopBackOff", "ContainerCrashing", "ImagePullBackOff", "OOMKilled", "ReplicaUnhealthy") or Log_s has_any ("ImagePullBackOff", "ErrImagePull", "Back-off restarting"))'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
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
    scopes: [workspaceId]
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
    scopes: [workspaceId]
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
    scopes: [appId]
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
