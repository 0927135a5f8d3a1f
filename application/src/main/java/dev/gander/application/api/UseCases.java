package dev.gander.application.api;

import dev.gander.application.api.access.CreateKey;
import dev.gander.application.api.access.IdentifyCaller;
import dev.gander.application.api.access.ListKeys;
import dev.gander.application.api.access.ReadAudit;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.application.api.access.RevokeKey;
import dev.gander.application.api.access.RotateKey;
import dev.gander.application.api.access.ShareWithKeys;
import dev.gander.application.api.agent.AddExtension;
import dev.gander.application.api.agent.CallTool;
import dev.gander.application.api.agent.ChooseModel;
import dev.gander.application.api.agent.CopySession;
import dev.gander.application.api.agent.FindContextLimit;
import dev.gander.application.api.agent.ListExtensionStates;
import dev.gander.application.api.agent.ListTools;
import dev.gander.application.api.agent.LogInToExtension;
import dev.gander.application.api.agent.MoveSession;
import dev.gander.application.api.agent.OpenSession;
import dev.gander.application.api.agent.ReadResource;
import dev.gander.application.api.agent.RemoveExtension;
import dev.gander.application.api.agent.ReopenSession;
import dev.gander.application.api.agent.RestartAgent;
import dev.gander.application.api.agent.RestartExtension;
import dev.gander.application.api.agent.ResumeAgent;
import dev.gander.application.api.agent.SetContainer;
import dev.gander.application.api.agent.SetSystemPrompt;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.application.api.agent.StopAgent;
import dev.gander.application.api.agent.UpdateFromSession;
import dev.gander.application.api.agent.UpdateProvider;
import dev.gander.application.api.agent.UpdateSession;
import dev.gander.application.api.agent.UpdateWorkingDir;
import dev.gander.application.api.app.ExportApp;
import dev.gander.application.api.app.ImportApp;
import dev.gander.application.api.app.ListApps;
import dev.gander.application.api.approval.AnswerApproval;
import dev.gander.application.api.approval.FollowApprovals;
import dev.gander.application.api.approval.ListApprovals;
import dev.gander.application.api.budget.LimitSession;
import dev.gander.application.api.budget.ListBudgets;
import dev.gander.application.api.budget.ReportUsage;
import dev.gander.application.api.config.CommandMenu;
import dev.gander.application.api.config.ConfigureExtension;
import dev.gander.application.api.config.EditPreferences;
import dev.gander.application.api.config.EditPrompts;
import dev.gander.application.api.config.ImportSettings;
import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.api.config.ListSlashCommands;
import dev.gander.application.api.config.MaintainSettingsFile;
import dev.gander.application.api.config.ReadAllSettings;
import dev.gander.application.api.config.ReadSetting;
import dev.gander.application.api.config.RemoveSetting;
import dev.gander.application.api.config.SetToolPermissions;
import dev.gander.application.api.config.UpsertSetting;
import dev.gander.application.api.dictation.ChooseSpeechModel;
import dev.gander.application.api.dictation.DeleteSpeechModel;
import dev.gander.application.api.dictation.DescribeTranscribers;
import dev.gander.application.api.dictation.DownloadSpeechModel;
import dev.gander.application.api.dictation.ListSpeechModels;
import dev.gander.application.api.dictation.SetSpeechKey;
import dev.gander.application.api.dictation.Transcribe;
import dev.gander.application.api.keeping.ListBackups;
import dev.gander.application.api.keeping.MakeBackup;
import dev.gander.application.api.keeping.PinSession;
import dev.gander.application.api.keeping.SweepSessions;
import dev.gander.application.api.localmodel.DeleteLocalModel;
import dev.gander.application.api.localmodel.DownloadModel;
import dev.gander.application.api.localmodel.EvictLocalModel;
import dev.gander.application.api.localmodel.FollowModelDownload;
import dev.gander.application.api.localmodel.ListChatTemplates;
import dev.gander.application.api.localmodel.ListLocalModels;
import dev.gander.application.api.localmodel.ListVariants;
import dev.gander.application.api.localmodel.SearchHub;
import dev.gander.application.api.localmodel.SetUpLocalModel;
import dev.gander.application.api.localmodel.SyncFeaturedModels;
import dev.gander.application.api.news.FollowNews;
import dev.gander.application.api.operating.AdjustLog;
import dev.gander.application.api.operating.CheckHealth;
import dev.gander.application.api.operating.ListNodes;
import dev.gander.application.api.operating.NoteRequest;
import dev.gander.application.api.operating.PlaceSession;
import dev.gander.application.api.operating.ReadMeasures;
import dev.gander.application.api.policy.CheckPolicy;
import dev.gander.application.api.provider.BrowseServices;
import dev.gander.application.api.provider.CheckProvider;
import dev.gander.application.api.provider.ChooseDefaults;
import dev.gander.application.api.provider.CleanUpProvider;
import dev.gander.application.api.provider.ConfigureProvider;
import dev.gander.application.api.provider.CustomProviderEditing;
import dev.gander.application.api.provider.DescribeModel;
import dev.gander.application.api.provider.DetectProvider;
import dev.gander.application.api.provider.GetSignInStep;
import dev.gander.application.api.provider.KnownModels;
import dev.gander.application.api.provider.ListModels;
import dev.gander.application.api.provider.ListProviders;
import dev.gander.application.api.provider.LookUpModel;
import dev.gander.application.api.provider.ProviderSecrets;
import dev.gander.application.api.provider.RefreshModels;
import dev.gander.application.api.provider.SetProvider;
import dev.gander.application.api.provider.SignInToProvider;
import dev.gander.application.api.provider.SignUpForProvider;
import dev.gander.application.api.provider.TryProvider;
import dev.gander.application.api.recipe.CreateRecipe;
import dev.gander.application.api.recipe.DecodeRecipe;
import dev.gander.application.api.recipe.DeleteRecipe;
import dev.gander.application.api.recipe.ListRecipes;
import dev.gander.application.api.recipe.ParseRecipe;
import dev.gander.application.api.recipe.SaveRecipe;
import dev.gander.application.api.recipe.ScheduleRecipe;
import dev.gander.application.api.recipe.SetRecipeCommand;
import dev.gander.application.api.recipe.WriteRecipe;
import dev.gander.application.api.run.BrowseRuns;
import dev.gander.application.api.run.CancelRun;
import dev.gander.application.api.run.FollowRun;
import dev.gander.application.api.run.GetRun;
import dev.gander.application.api.run.StartRun;
import dev.gander.application.api.schedule.ChangeSchedule;
import dev.gander.application.api.schedule.CreateSchedule;
import dev.gander.application.api.schedule.DeleteSchedule;
import dev.gander.application.api.schedule.InspectRun;
import dev.gander.application.api.schedule.KillRun;
import dev.gander.application.api.schedule.ListRuns;
import dev.gander.application.api.schedule.ListSchedules;
import dev.gander.application.api.schedule.PlaceSchedule;
import dev.gander.application.api.schedule.PreviewFires;
import dev.gander.application.api.schedule.RunSchedule;
import dev.gander.application.api.session.BrowseSessions;
import dev.gander.application.api.session.DeleteSession;
import dev.gander.application.api.session.ExportSession;
import dev.gander.application.api.session.FileSession;
import dev.gander.application.api.session.FollowName;
import dev.gander.application.api.session.ForkSession;
import dev.gander.application.api.session.GetInsights;
import dev.gander.application.api.session.GetSession;
import dev.gander.application.api.session.ImportSession;
import dev.gander.application.api.session.ImportSharedSession;
import dev.gander.application.api.session.ListSessions;
import dev.gander.application.api.session.ReadMessages;
import dev.gander.application.api.session.RenameSession;
import dev.gander.application.api.session.SampleMessage;
import dev.gander.application.api.session.SearchSessions;
import dev.gander.application.api.session.SessionExtensions;
import dev.gander.application.api.session.ShareSession;
import dev.gander.application.api.session.UpdateRecipeValues;
import dev.gander.application.api.source.EditDocuments;
import dev.gander.application.api.source.EditSkills;
import dev.gander.application.api.source.ListMentions;
import dev.gander.application.api.source.ListSkills;
import dev.gander.application.api.status.AssumedVersion;
import dev.gander.application.api.status.Diagnostics;
import dev.gander.application.api.status.Features;
import dev.gander.application.api.status.HideSecrets;
import dev.gander.application.api.status.SystemInfo;
import dev.gander.application.api.tunnel.GetTunnelStatus;
import dev.gander.application.api.tunnel.PairWithGateway;
import dev.gander.application.api.tunnel.StartTunnel;
import dev.gander.application.api.tunnel.StopTunnel;
import dev.gander.application.api.turn.AnswerExtension;
import dev.gander.application.api.turn.CancelTurn;
import dev.gander.application.api.turn.ConfirmToolCall;
import dev.gander.application.api.turn.FollowSession;
import dev.gander.application.api.turn.StartTurn;
import dev.gander.application.api.turn.SteerTurn;
import dev.gander.application.api.webhook.CreateWebhook;
import dev.gander.application.api.webhook.DeleteWebhook;
import dev.gander.application.api.webhook.ListDeliveries;
import dev.gander.application.api.webhook.ListWebhooks;
import dev.gander.application.api.webhook.ResendDelivery;
import dev.gander.application.api.webhook.RotateWebhookSecret;

/// Everything that clients can do, by feature, whatever the transport.
public record UseCases(
    Agents agents,
    Apps apps,
    Turns turns,
    Approvals approvals,
    Sessions sessions,
    Sharing sharing,
    Schedules schedules,
    Budgets budgets,
    Runs runs,
    Webhooks webhooks,
    Config config,
    Recipes recipes,
    Sources sources,
    Providers providers,
    Dictation dictation,
    LocalModels localModels,
    Status status,
    Tunnels tunnels,
    Access access,
    Keeping keeping,
    Operating operating) {

  /// The agent of a session: its life cycle, model, tools and extensions.
  public record Agents(
      StartAgent start,
      OpenSession open,
      ReopenSession reopen,
      CopySession copy,
      ResumeAgent resume,
      RestartAgent restart,
      StopAgent stop,
      UpdateProvider updateProvider,
      ChooseModel chooseModel,
      UpdateSession updateSession,
      UpdateWorkingDir updateWorkingDir,
      MoveSession move,
      SetSystemPrompt systemPrompt,
      UpdateFromSession updateFromSession,
      SetContainer setContainer,
      FindContextLimit contextLimit,
      ListTools listTools,
      CallTool callTool,
      ReadResource readResource,
      AddExtension addExtension,
      RemoveExtension removeExtension,
      ListExtensionStates listExtensionStates,
      RestartExtension restartExtension,
      LogInToExtension logInToExtension) {}

  /// Apps: pages beside the chat.
  public record Apps(ListApps list, ExportApp export, ImportApp importing) {}

  /// Turns: sending messages and following what happens.
  public record Turns(
      StartTurn start,
      FollowSession follow,
      CancelTurn cancel,
      SteerTurn steer,
      ConfirmToolCall confirm,
      AnswerExtension answer,
      FollowNews news) {}

  /// The questions of all sessions.
  public record Approvals(ListApprovals list, AnswerApproval answer, FollowApprovals follow) {}

  /// Sessions themselves.
  public record Sessions(
      ListSessions list,
      BrowseSessions browse,
      SearchSessions search,
      GetInsights insights,
      GetSession get,
      ReadMessages messages,
      ForkSession fork,
      ExportSession exporting,
      ImportSession importing,
      DeleteSession delete,
      RenameSession rename,
      FollowName names,
      FileSession filing,
      SessionExtensions extensions,
      UpdateRecipeValues recipeValues,
      SampleMessage sampling) {}

  /// Sessions shared by link.
  public record Sharing(ShareSession share, ImportSharedSession importing, GetSession get) {}

  /// Recipes that run by the clock.
  public record Schedules(
      CreateSchedule create,
      ListSchedules list,
      ChangeSchedule change,
      DeleteSchedule delete,
      RunSchedule run,
      KillRun kill,
      InspectRun inspect,
      ListRuns runs,
      PreviewFires preview,
      PlaceSchedule places) {}

  /// What may be used, and what was.
  public record Budgets(ReportUsage usage, LimitSession limit, ListBudgets list) {}

  /// Work that programs hand over.
  public record Runs(
      StartRun start, GetRun get, BrowseRuns browse, CancelRun cancel, FollowRun follow) {}

  /// Addresses that are told of what happens.
  public record Webhooks(
      CreateWebhook create,
      ListWebhooks list,
      DeleteWebhook delete,
      RotateWebhookSecret rotate,
      ListDeliveries deliveries,
      ResendDelivery resend) {}

  /// What operators do.
  public record Operating(
      CheckHealth health,
      AdjustLog log,
      NoteRequest requests,
      ReadMeasures measures,
      ListNodes nodes,
      PlaceSession places) {}

  /// What the server reports about itself.
  public record Status(
      Features features,
      SystemInfo systemInfo,
      Diagnostics diagnostics,
      AssumedVersion assumedVersion,
      HideSecrets hideSecrets) {}

  /// Settings, secrets, and users' permanent decisions.
  public record Config(
      ReadAllSettings readAll,
      ReadSetting read,
      UpsertSetting upsert,
      RemoveSetting remove,
      MaintainSettingsFile file,
      ListConfiguredExtensions extensions,
      ConfigureExtension configureExtension,
      ImportSettings importing,
      EditPrompts prompts,
      EditPreferences preferences,
      ListSlashCommands slashCommands,
      CommandMenu menu,
      SetToolPermissions permissions,
      CheckPolicy checkPolicy) {}

  /// Recipes in files, links and texts.
  public record Recipes(
      ListRecipes list,
      ParseRecipe parse,
      SaveRecipe save,
      DeleteRecipe delete,
      DecodeRecipe decode,
      CreateRecipe create,
      SetRecipeCommand setCommand,
      ScheduleRecipe schedule,
      WriteRecipe write) {}

  /// Skills, and whom users can mention.
  public record Sources(
      ListSkills skills, EditSkills edit, EditDocuments documents, ListMentions mentions) {}

  /// Model services.
  public record Providers(
      ListProviders list,
      ListModels models,
      KnownModels known,
      RefreshModels refresh,
      DescribeModel describeModel,
      CheckProvider check,
      SetProvider set,
      ChooseDefaults defaults,
      DetectProvider detect,
      CleanUpProvider cleanUp,
      ConfigureProvider configure,
      SignInToProvider signIn,
      SignUpForProvider signUp,
      LookUpModel lookUp,
      BrowseServices services,
      CustomProviderEditing custom,
      ProviderSecrets secrets,
      TryProvider attempt,
      GetSignInStep signInStep) {}

  /// What is kept, and for how long.
  public record Keeping(
      MakeBackup backUp, ListBackups backups, PinSession pin, SweepSessions sweep) {}

  /// Ways to this server from elsewhere.
  public record Tunnels(
      StartTunnel start, StopTunnel stop, GetTunnelStatus status, PairWithGateway pair) {}

  /// Keys, who calls with them, and the record of it.
  public record Access(
      IdentifyCaller identify,
      CreateKey create,
      ListKeys list,
      RotateKey rotate,
      RevokeKey revoke,
      ShareWithKeys share,
      RecordRequest audit,
      ReadAudit readAudit) {}

  /// Speech instead of typed text.
  public record Dictation(
      DescribeTranscribers describe,
      Transcribe transcribe,
      SetSpeechKey keys,
      ChooseSpeechModel chooseModel,
      ListSpeechModels models,
      DownloadSpeechModel download,
      DeleteSpeechModel deleteModel) {}

  /// Models that run on this machine.
  public record LocalModels(
      ListLocalModels list,
      SyncFeaturedModels sync,
      SearchHub search,
      ListVariants variants,
      DownloadModel download,
      FollowModelDownload follow,
      DeleteLocalModel delete,
      EvictLocalModel evict,
      SetUpLocalModel setUp,
      ListChatTemplates chatTemplates) {}
}
