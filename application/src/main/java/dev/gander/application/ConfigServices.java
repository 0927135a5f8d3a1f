package dev.gander.application;

import dev.gander.application.api.UseCases;
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
import dev.gander.application.api.policy.CheckPolicy;
import dev.gander.application.policy.PolicyGuard;
import dev.gander.application.recipe.RecipeLibrary;
import dev.gander.application.settings.ActiveModel;

/// What clients do with settings, assembled on its ports.
record ConfigServices(
    Ports.Files files,
    Ports.Machine machine,
    ActiveModel active,
    ListConfiguredExtensions configured,
    PolicyGuard policy,
    RecipeLibrary library) {
  UseCases.Config useCases() {
    var configure = new ConfigureExtension(files.settings(), files.secrets());
    var commands = new ListSlashCommands(files.settings(), files.sources(), machine.workingDir());
    return new UseCases.Config(
        new ReadAllSettings(files.settings(), active),
        new ReadSetting(files.settings(), files.secrets(), active, machine.writer()),
        new UpsertSetting(files.settings(), files.secrets(), active),
        new RemoveSetting(files.settings(), files.secrets(), active),
        new MaintainSettingsFile(files.settingsFile()),
        configured,
        configure,
        new ImportSettings(files.foreign(), configured, configure),
        new EditPrompts(files.prompts()),
        new EditPreferences(files.settings()),
        commands,
        new CommandMenu(commands, library),
        new SetToolPermissions(files.permissions()),
        new CheckPolicy(policy, machine.workingDir()));
  }
}
