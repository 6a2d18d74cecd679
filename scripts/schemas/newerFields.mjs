// Fields that packages of today declare and the lists of mid-2024 do not have yet. Source: the public field definitions of each package.
const NEWER = {
  'endpoint.events.file': {
    boolean: below('file', 'ai_agent.api_key_auth'),
    keyword:
      'file.ai_agent.email file.ai_agent.name file.code_signature.thumbprint_sha256 file.origin_referrer_url file.origin_url ' +
      below('process', 'ai_agent.name code_signature.thumbprint_sha256 command_line'),
  },
  'endpoint.events.library': {
    keyword:
      'dll.code_signature.thumbprint_sha256 dll.origin_referrer_url dll.origin_url process.code_signature.thumbprint_sha256',
    long: 'process.uptime',
  },
  'endpoint.events.network': {
    keyword: below('process', 'code_signature.thumbprint_sha256 command_line'),
    long: 'process.uptime',
  },
  'endpoint.events.registry': { keyword: 'process.code_signature.thumbprint_sha256' },
  'aws.cloudtrail': { keyword: 'aws.cloudtrail.session_credential_from_console' },
  'github.audit': {
    boolean: below(
      'github',
      'active actor_is_bot audit_log_stream_enabled multi_repo public_repo publicly_leaked repository_public',
    ),
    date: 'github.data.started_at',
    ip: below('github', 'actor_ip actor_location.ip'),
    keyword: below(
      'github',
      `actor_id actor_location.country_name audit_log_stream_id audit_log_stream_sink audit_log_stream_sink_details
      blocked_user business business_id changes.billing_plan changes.roles commit_id data.event data.head_branch
      data.head_sha data.trigger_id data.workflow_id data.workflow_run_id device events forked_repository hook_id
      login_method logout_reason message name new_role old_role operation_type org_id pull_request_id
      pull_request_title pull_request_url reason repo_id repositories_added repositories_removed repository
      request_category secret_type secret_type_display_name secrets_updated source_branch target_branch token_id
      token_scopes topic transport_protocol_name user_id version visibility`,
    ),
    long: below('github', 'number transport_protocol'),
    object: 'github.events_object',
  },
  'o365.audit': {
    boolean: below('o365.audit', 'SensitiveInfoDetectionIsIncluded'),
    date: below('o365.audit', 'EndTimeUtc FilteringDate LastUpdateTimeUtc'),
    flattened: below('o365.audit', 'Actions'),
    keyword: below(
      'o365.audit',
      `AadAppId ActorInfoString AirAdminActionSource AirAdminActionType Application Approver AuthenticationType BCLValue
      BulkApprovalId ClientApplication CmdletVersion Connector DatabaseType DeepLinkUrl DeliveryAction DetectionMethod
      DetectionType DeviceName Directionality EffectiveOrganization EventDeepLink FileExtension FileSize
      InsightData.Type InsightId InternetMessageId InvestigationId InvestigationName InvestigationType InvestigationUrn
      KesMailId Language LatestDeliveryLocation MessageDate MessageTime NetworkMessageId NonPIIParameters
      OriginalDeliveryLocation OriginatingDomain P1Sender P1SenderDomain P2Sender P2SenderDomain PhishConfidenceLevel
      Policy PolicyAction Recipients RelativeUrl RescanResult.Id RescanResult.RescanVerdict RescanResult.Timestamp
      ResultCount RunningTime Sender SenderIP SenderIp SensitivityLabelEventData.ContentType
      SensitivityLabelEventData.SensitivityLabelId Sha1 Sha256 StartTime StartTimeUtc SubAirAdminActionTypeMail Subject
      SubmissionConfidenceLevel SubmissionContentSubType SubmissionContentType SubmissionId SubmissionState
      SubmissionType Submitter SubmitterId SystemOverrides.Details SystemOverrides.FinalOverride SystemOverrides.Result
      SystemOverrides.Source TargetFilePath ThreatDetectionMethods TokenObjectId TokenTenantId Verdict WorkspaceId
      WorkspaceName`,
    ),
    long: below(
      'o365.audit',
      'FileSizeBytes SensitivityLabelEventData.ActionSourceDetail SensitivityLabelEventData.LabelEventType',
    ),
    match_only_text: below('o365.audit', 'Description'),
    nested: below(
      'o365.audit',
      'AdditionalData AttachmentData AuthDetails ExchangeAggregatedFolders ExchangeAggregatedMessages',
    ),
    object: below('o365.audit', 'ModifiedProperties Parameters SenderEntity'),
  },
  'okta.system': {
    keyword: below(
      'okta',
      `target.alternate_id target.display_name target.id target.type debug_context.debug_data.authnRequestId
      debug_context.debug_data.behaviors debug_context.debug_data.client_secret debug_context.debug_data.grant_type
      debug_context.debug_data.granted_scopes debug_context.debug_data.logOnlySecurityData
      debug_context.debug_data.originalPrincipal debug_context.debug_data.promptingPolicyTypes
      debug_context.debug_data.requested_scopes debug_context.debug_data.risk debug_context.debug_data.risk_object`,
    ),
    object: below(
      'okta',
      'debug_context.debug_data target.changeDetails.from target.changeDetails.to target.detailEntry',
    ),
  },
};

/** By name to type, as the lists have it; nothing where a package is listed as it is today. */
export function newerFields(dataset) {
  return Object.fromEntries(
    Object.entries(NEWER[dataset] ?? {}).flatMap(([type, names]) => names.split(/\s+/).map((name) => [name, type])),
  );
}

function below(parent, names) {
  return names
    .split(/\s+/)
    .map((name) => `${parent}.${name}`)
    .join(' ');
}
