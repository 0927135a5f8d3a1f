package dev.gander.adapters.cli.doctor;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.program.Program.Machine;
import dev.gander.application.api.provider.ProviderNotMade;
import dev.gander.application.api.status.SystemInfo;
import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.process.SearchPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks at what is configured, through use cases.
record ConfigurationLooks(Machine machine, UseCases use) {

  List<Diagnosis> settings() {
    String file = machine.paths().configFile().toString();
    return List.of(
        switch (use.config().file().condition()) {
          case SettingsFile.Condition.Missing _ ->
              Diagnosis.good("settings", "There is no " + file + " yet; the defaults hold");
          case SettingsFile.Condition.Good _ -> Diagnosis.good("settings", file + " can be read");
          case SettingsFile.Condition.Broken(String problem) ->
              Diagnosis.wrong(
                  "settings",
                  file + " cannot be read: " + problem,
                  "Mend that line; earlier versions are beside the file");
        });
  }

  List<Diagnosis> provider() {
    SystemInfo.Report system = use.status().systemInfo().read();
    String provider = system.provider();
    if (provider == null) {
      return List.of(
          Diagnosis.wrong(
              "provider",
              "No provider is chosen",
              "goosed config set GOOSE_PROVIDER NAME, or the console (goosed console)"));
    }
    try {
      use.providers().check().check(provider);
    } catch (ProviderNotMade e) {
      return List.of(
          Diagnosis.wrong(
              "provider",
              provider + " cannot be used: " + e.reason(),
              "Set what is missing with goosed config set, a secret with --secret"));
    }
    return List.of(
        system.model() == null
            ? Diagnosis.wrong(
                "provider", provider + " has no model", "goosed config set GOOSE_MODEL NAME")
            : Diagnosis.good("provider", provider + " with " + system.model()));
  }

  List<Diagnosis> database() {
    Path file = machine.paths().sessionDatabase();
    if (!Files.exists(file)) {
      return List.of(Diagnosis.good("database", "There is no " + file + " yet"));
    }
    try {
      int count = use.sessions().list().list().size();
      return List.of(Diagnosis.good("database", file + " has " + count + " sessions"));
    } catch (StorageException e) {
      return List.of(
          Diagnosis.wrong(
              "database",
              e.text(),
              "If it is damaged: goosed restore --salvage, or goosed restore with a backup"));
    }
  }

  List<Diagnosis> extensions() {
    ConfiguredExtensions configured = use.config().extensions().list();
    List<Diagnosis> found = new ArrayList<>();
    for (String warning : configured.warnings()) {
      found.add(
          Diagnosis.wrong(
              "extension", warning, "Mend its entry in " + machine.paths().configFile()));
    }
    for (ExtensionConfig extension : configured.enabled()) {
      found.add(extension(extension));
    }
    return found;
  }

  private Diagnosis extension(ExtensionConfig extension) {
    String name = extension.name();
    if (!(extension instanceof ExtensionConfig.Stdio program)) {
      return Diagnosis.good("extension", name + " is enabled");
    }
    String path = machine.variables().getOrDefault("PATH", "");
    SearchPath search = SearchPath.of(List.of(), machine.paths().home(), path);
    if (search.mayNotRun(program.cmd(), machine.workingDir())) {
      return Diagnosis.wrong(
          "extension",
          name + " cannot be started: the program " + program.cmd() + " may not be run",
          "Make it executable, or disable " + name);
    }
    return search
        .find(program.cmd(), machine.workingDir())
        .map(found -> Diagnosis.good("extension", name + " is started by " + found))
        .orElseGet(
            () ->
                Diagnosis.wrong(
                    "extension",
                    name + " cannot be started: there is no program " + program.cmd(),
                    "Install it, add its folder to GOOSE_SEARCH_PATHS, or disable " + name));
  }
}
