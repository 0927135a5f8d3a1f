package dev.gander.adapters.http;

import dev.gander.application.agent.AddExtension;
import dev.gander.application.agent.CallTool;
import dev.gander.application.agent.ListTools;
import dev.gander.application.agent.ReadResource;
import dev.gander.application.agent.RemoveExtension;
import dev.gander.application.agent.RestartAgent;
import dev.gander.application.agent.ResumeAgent;
import dev.gander.application.agent.SampleMessage;
import dev.gander.application.agent.SetContainer;
import dev.gander.application.agent.StartAgent;
import dev.gander.application.agent.StopAgent;
import dev.gander.application.agent.UpdateFromSession;
import dev.gander.application.agent.UpdateProvider;
import dev.gander.application.agent.UpdateRecipeValues;
import dev.gander.application.agent.UpdateSession;
import dev.gander.application.agent.UpdateWorkingDir;
import dev.gander.application.config.ConfigureExtension;
import dev.gander.application.config.EditPrompts;
import dev.gander.application.config.ListConfiguredExtensions;
import dev.gander.application.config.ListSlashCommands;
import dev.gander.application.config.ReadAllSettings;
import dev.gander.application.config.ReadSetting;
import dev.gander.application.config.RemoveSetting;
import dev.gander.application.config.SetToolPermissions;
import dev.gander.application.config.UpsertSetting;
import dev.gander.application.provider.BrowseServices;
import dev.gander.application.provider.CheckProvider;
import dev.gander.application.provider.CleanUpProvider;
import dev.gander.application.provider.CustomProviderEditing;
import dev.gander.application.provider.DescribeModel;
import dev.gander.application.provider.DetectProvider;
import dev.gander.application.provider.ListModels;
import dev.gander.application.provider.ListProviders;
import dev.gander.application.provider.ProviderSecrets;
import dev.gander.application.provider.SetProvider;
import dev.gander.application.provider.SignInToProvider;
import dev.gander.application.provider.SignUpForProvider;
import dev.gander.application.reply.ConfirmToolCall;
import dev.gander.application.reply.ReplyToMessage;
import dev.gander.application.reply.SessionEvents;
import dev.gander.application.session.DeleteSession;
import dev.gander.application.session.ExportSession;
import dev.gander.application.session.ForkSession;
import dev.gander.application.session.GetInsights;
import dev.gander.application.session.GetSession;
import dev.gander.application.session.ImportSession;
import dev.gander.application.session.ImportSharedSession;
import dev.gander.application.session.ListSessions;
import dev.gander.application.session.RenameSession;
import dev.gander.application.session.SearchSessions;
import dev.gander.application.session.SessionExtensions;
import dev.gander.application.session.ShareSession;
import dev.gander.application.status.Diagnostics;
import dev.gander.application.status.SystemInfo;
import dev.gander.domain.config.GoosedVersion;
import dev.gander.domain.config.Settings;
import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.model.ModelCatalog;
import java.util.Optional;

/// All that the server lets clients do.
public record UseCases(
    Agents agents,
    Replies replies,
    Sessions sessions,
    Sharing sharing,
    Config config,
    Providers providers,
    Status status) {

  /// What `/agent` needs.
  public record Agents(
      StartAgent start,
      ResumeAgent resume,
      RestartAgent restart,
      StopAgent stop,
      UpdateProvider updateProvider,
      UpdateSession updateSession,
      UpdateWorkingDir updateWorkingDir,
      UpdateFromSession updateFromSession,
      SetContainer setContainer,
      ListTools listTools,
      CallTool callTool,
      ReadResource readResource,
      AddExtension addExtension,
      RemoveExtension removeExtension) {}

  /// What turns need: `/reply`, `/sessions/{id}/reply|events|cancel`, `/action-required`.
  public record Replies(ReplyToMessage reply, SessionEvents events, ConfirmToolCall confirm) {}

  /// What the rest of `/sessions` needs; `events` are those of [Replies].
  public record Sessions(
      ListSessions list,
      SearchSessions search,
      GetInsights insights,
      GetSession get,
      ForkSession fork,
      ExportSession exporting,
      ImportSession importing,
      DeleteSession delete,
      RenameSession rename,
      SessionExtensions extensions,
      UpdateRecipeValues recipeValues,
      SampleMessage sampling,
      SessionEvents events) {}

  /// What sharing by link needs.
  public record Sharing(ShareSession share, ImportSharedSession importing, GetSession get) {}

  /// What the server says about itself.
  public record Status(SystemInfo systemInfo, Diagnostics diagnostics) {}

  /// What `/config` needs.
  public record Config(
      ReadAllSettings readAll,
      ReadSetting read,
      UpsertSetting upsert,
      RemoveSetting remove,
      SettingsFile file,
      ListConfiguredExtensions extensions,
      ConfigureExtension configureExtension,
      EditPrompts prompts,
      ListSlashCommands slashCommands,
      SetToolPermissions permissions) {}

  /// What `/config/providers`, `/config/custom-providers` and their neighbours need.
  public record Providers(
      ListProviders list,
      ListModels models,
      DescribeModel describeModel,
      CheckProvider check,
      SetProvider set,
      DetectProvider detect,
      CleanUpProvider cleanUp,
      SignInToProvider signIn,
      SignUpForProvider signUp,
      ModelCatalog catalog,
      BrowseServices services,
      CustomProviderEditing custom,
      ProviderSecrets secrets,
      Settings settings) {

    /// For which goosed clients were made that do not say it themselves.
    public Optional<GoosedVersion> apiVersion() {
      return GoosedVersion.in(settings);
    }
  }
}
