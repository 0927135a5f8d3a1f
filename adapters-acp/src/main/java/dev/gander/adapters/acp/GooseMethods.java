package dev.gander.adapters.acp;

import dev.gander.adapters.acp.config.DefaultsMethods;
import dev.gander.adapters.acp.config.OnboardingMethods;
import dev.gander.adapters.acp.config.PreferenceMethods;
import dev.gander.adapters.acp.config.PromptTextMethods;
import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.dictation.DictationMethods;
import dev.gander.adapters.acp.dictation.SpeechModelMethods;
import dev.gander.adapters.acp.extension.ConfiguredExtensionsMethods;
import dev.gander.adapters.acp.extension.SessionExtensionsMethods;
import dev.gander.adapters.acp.history.HistoryMethods;
import dev.gander.adapters.acp.history.TransferMethods;
import dev.gander.adapters.acp.localmodel.LocalModelMethods;
import dev.gander.adapters.acp.provider.CatalogMethods;
import dev.gander.adapters.acp.provider.CustomProviderMethods;
import dev.gander.adapters.acp.provider.InventoryMethods;
import dev.gander.adapters.acp.provider.ModelFactsMethods;
import dev.gander.adapters.acp.provider.ProviderConfigMethods;
import dev.gander.adapters.acp.provider.ProviderSecretMethods;
import dev.gander.adapters.acp.recipe.RecipeMethods;
import dev.gander.adapters.acp.recipe.StoredRecipeMethods;
import dev.gander.adapters.acp.schedule.RunMethods;
import dev.gander.adapters.acp.schedule.ScheduleMethods;
import dev.gander.adapters.acp.source.MenuMethods;
import dev.gander.adapters.acp.source.SourceEdits;
import dev.gander.adapters.acp.source.SourceMethods;
import dev.gander.adapters.acp.status.DiagnosticsMethods;
import dev.gander.adapters.acp.tool.PermissionMethods;
import dev.gander.adapters.acp.tool.SystemPromptMethods;
import dev.gander.adapters.acp.tool.ToolMethods;
import dev.gander.application.api.UseCases;
import java.util.HashMap;
import java.util.Map;

/// Goose's own methods, apart from those of a running prompt.
final class GooseMethods {
  private GooseMethods() {}

  /// By name, without a prefix.
  static Map<String, AcpMethod> of(UseCases use) {
    Map<String, AcpMethod> all = new HashMap<>();
    all.putAll(new ConfiguredExtensionsMethods(use.config()).methods());
    all.putAll(new SessionExtensionsMethods(use).methods());
    all.putAll(new HistoryMethods(use).methods());
    all.putAll(new TransferMethods(use).methods());
    all.putAll(new ToolMethods(use).methods());
    all.putAll(new SystemPromptMethods(use.agents().systemPrompt()).methods());
    all.putAll(new RecipeMethods(use.recipes()).methods());
    all.putAll(new StoredRecipeMethods(use.recipes()).methods());
    all.putAll(new ScheduleMethods(use.schedules()).methods());
    all.putAll(new RunMethods(use.schedules()).methods());
    all.putAll(new MenuMethods(use).methods());
    all.putAll(new SourceMethods(use.sources()).methods());
    all.putAll(new SourceEdits(use.sources()).methods());
    all.putAll(new DiagnosticsMethods(use.status().diagnostics()).methods());
    all.putAll(new PreferenceMethods(use.config().preferences()).methods());
    all.putAll(new DefaultsMethods(use.providers().defaults()).methods());
    all.putAll(new InventoryMethods(use.providers()).methods());
    all.putAll(new CatalogMethods(use.providers()).methods());
    all.putAll(new ProviderConfigMethods(use.providers()).methods());
    all.putAll(new CustomProviderMethods(use.providers()).methods());
    all.putAll(new ProviderSecretMethods(use.providers()).methods());
    all.putAll(new PromptTextMethods(use.config().prompts()).methods());
    all.putAll(new PermissionMethods(use.config().permissions()).methods());
    all.putAll(new DictationMethods(use.dictation()).methods());
    all.putAll(new SpeechModelMethods(use.dictation()).methods());
    all.putAll(new ModelFactsMethods(use.providers().lookUp()).methods());
    all.putAll(new LocalModelMethods(use.localModels()).methods());
    all.putAll(new OnboardingMethods(use.config().importing()).methods());
    return all;
  }
}
