package dev.gander.adapters.http;

import dev.gander.adapters.http.access.AuditRoutes;
import dev.gander.adapters.http.access.BrowserSignIns;
import dev.gander.adapters.http.access.KeyRoutes;
import dev.gander.adapters.http.access.KnownKeys;
import dev.gander.adapters.http.access.OpenGate;
import dev.gander.adapters.http.access.SignInRoutes;
import dev.gander.adapters.http.acp.AcpEndpoint;
import dev.gander.adapters.http.agent.AgentRoutes;
import dev.gander.adapters.http.agent.ExtensionStateRoutes;
import dev.gander.adapters.http.agent.ToolRoutes;
import dev.gander.adapters.http.app.AppRoutes;
import dev.gander.adapters.http.app.FrameRoutes;
import dev.gander.adapters.http.approval.ApprovalRoutes;
import dev.gander.adapters.http.budget.BudgetRoutes;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.config.ConfigRoutes;
import dev.gander.adapters.http.config.ConfiguredExtensionRoutes;
import dev.gander.adapters.http.config.PolicyRoutes;
import dev.gander.adapters.http.config.PromptRoutes;
import dev.gander.adapters.http.config.SettingsFileRoutes;
import dev.gander.adapters.http.config.SlashCommandRoutes;
import dev.gander.adapters.http.console.ConsolePages;
import dev.gander.adapters.http.dictation.DictationRoutes;
import dev.gander.adapters.http.keeping.KeepingRoutes;
import dev.gander.adapters.http.localmodel.LocalModelRoutes;
import dev.gander.adapters.http.news.NewsRoutes;
import dev.gander.adapters.http.openapi.ApiPage;
import dev.gander.adapters.http.openapi.OpenApiDocument;
import dev.gander.adapters.http.operating.HealthRoutes;
import dev.gander.adapters.http.operating.OperatingRoutes;
import dev.gander.adapters.http.peer.ConsoleFiles;
import dev.gander.adapters.http.provider.CatalogRoutes;
import dev.gander.adapters.http.provider.CustomProviderRoutes;
import dev.gander.adapters.http.provider.ProviderRoutes;
import dev.gander.adapters.http.provider.ProviderSecretRoutes;
import dev.gander.adapters.http.provider.SignUpRoutes;
import dev.gander.adapters.http.recipe.RecipeRoutes;
import dev.gander.adapters.http.reply.ReplyRoutes;
import dev.gander.adapters.http.run.RunRoutes;
import dev.gander.adapters.http.schedule.ScheduleRoutes;
import dev.gander.adapters.http.session.OpenSessionRoutes;
import dev.gander.adapters.http.session.SessionPageRoutes;
import dev.gander.adapters.http.session.SessionRoutes;
import dev.gander.adapters.http.session.SharingRoutes;
import dev.gander.adapters.http.status.StatusRoutes;
import dev.gander.adapters.http.tunnel.GatewayRoutes;
import dev.gander.adapters.http.tunnel.TunnelRoutes;
import dev.gander.adapters.http.webhook.WebhookRoutes;
import dev.gander.application.api.UseCases;
import java.util.List;
import java.util.stream.Stream;

/// The whole API as data.
final class Operations {
  private Operations() {}

  /// Every operation. Operations on the same path are in the order of `Allow`.
  ///
  /// @param known whose key a text is
  /// @param signIns of people with browsers
  /// @param console what they load
  static List<Route> all(
      UseCases use,
      KnownKeys known,
      AcpEndpoint acp,
      BrowserSignIns signIns,
      ConsoleFiles console) {
    OpenGate keys = new OpenGate(known, signIns.wrong());
    ApprovalRoutes approvals = new ApprovalRoutes(use.approvals());
    return Stream.of(
            new StatusRoutes(use.status()).routes(),
            new HealthRoutes(use.operating().health(), keys).routes(),
            new OperatingRoutes(use.operating()).routes(),
            new AgentRoutes(use.agents()).routes(),
            new ToolRoutes(use.agents()).routes(),
            new AppRoutes(use.apps()).routes(),
            new FrameRoutes(keys).routes(),
            new ExtensionStateRoutes(use.agents()).routes(),
            new ReplyRoutes(use.turns()).routes(),
            approvals.routes(),
            new NewsRoutes(use.turns(), approvals::write).routes(),
            new SessionRoutes(use.sessions()).routes(),
            new SessionPageRoutes(use.sessions()).routes(),
            new OpenSessionRoutes(use.sessions(), use.turns()).routes(),
            new KeyRoutes(use.access()).routes(),
            new AuditRoutes(use.access()).routes(),
            new SharingRoutes(use.sharing()).routes(),
            new KeepingRoutes(use.keeping()).routes(),
            new ScheduleRoutes(use.schedules()).routes(),
            new BudgetRoutes(use.budgets()).routes(),
            new RunRoutes(use.runs()).routes(),
            new WebhookRoutes(use.webhooks()).routes(),
            new ConfigRoutes(use.config()).routes(),
            new PolicyRoutes(use.config()).routes(),
            new SettingsFileRoutes(use.config()).routes(),
            new ConfiguredExtensionRoutes(use.config()).routes(),
            new PromptRoutes(use.config()).routes(),
            new SlashCommandRoutes(use.config()).routes(),
            new RecipeRoutes(use.recipes()).routes(),
            acp.routes(),
            new ProviderRoutes(use.providers(), use.status().assumedVersion()).routes(),
            new CatalogRoutes(use.providers()).routes(),
            new CustomProviderRoutes(use.providers(), use.status().assumedVersion()).routes(),
            new ProviderSecretRoutes(use.providers()).routes(),
            new SignUpRoutes(use.providers()).routes(),
            new TunnelRoutes(use.tunnels()).routes(),
            new GatewayRoutes(use.tunnels()).routes(),
            new DictationRoutes(use.dictation()).routes(),
            new LocalModelRoutes(use.localModels()).routes(),
            OpenApiDocument.routes(),
            ApiPage.routes(),
            new ConsolePages(console).routes(),
            new SignInRoutes(signIns, keys).routes())
        .flatMap(List::stream)
        .map(RouteScopes::declared)
        .toList();
  }
}
