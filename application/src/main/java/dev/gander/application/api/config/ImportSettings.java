package dev.gander.application.api.config;

import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.imports.ForeignSettings;
import dev.gander.domain.imports.ForeignSettings.FoundSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Takes over the extensions of other programs. Those whose name is taken stay as they are.
public final class ImportSettings {
  private final ForeignSettings foreign;
  private final ListConfiguredExtensions configured;
  private final ConfigureExtension configure;

  public ImportSettings(
      ForeignSettings foreign, ListConfiguredExtensions configured, ConfigureExtension configure) {
    this.foreign = foreign;
    this.configured = configured;
    this.configure = configure;
  }

  /// What a user can choose to take over.
  public record Candidate(String id, FoundSettings settings) {}

  /// @param kinds of programs; all if there are none
  public List<Candidate> scan(Collection<String> kinds) {
    return foreign.find().stream()
        .filter(settings -> kinds.isEmpty() || kinds.contains(settings.kind()))
        .map(settings -> new Candidate(settings.kind() + ":" + settings.file(), settings))
        .toList();
  }

  /// @param imported how many extensions were added
  /// @param skipped how many were there before
  public record Result(int imported, int skipped, List<String> warnings) {}

  /// @param ids of candidates; unknown ones are warnings
  /// @param enabled whether new sessions get the extensions
  /// @throws dev.gander.domain.error.StorageException if they cannot be stored
  public Result apply(List<String> ids, boolean enabled) {
    List<Candidate> candidates = scan(List.of());
    List<String> warnings = new ArrayList<>();
    int imported = 0;
    int skipped = 0;
    for (String id : ids) {
      List<Candidate> found = candidates.stream().filter(it -> it.id().equals(id)).toList();
      if (found.isEmpty()) {
        warnings.add("Skipped unknown import candidate: " + id);
      }
      for (Candidate candidate : found) {
        warnings.addAll(candidate.settings().warnings());
        for (ExtensionConfig extension : candidate.settings().extensions()) {
          if (isThere(extension)) {
            skipped++;
          } else {
            configure.put(extension.name(), enabled, extension);
            imported++;
          }
        }
      }
    }
    return new Result(imported, skipped, warnings);
  }

  private boolean isThere(ExtensionConfig extension) {
    ConfiguredExtensions now = configured.list();
    return now.entries().stream().anyMatch(it -> it.config().key().equals(extension.key()));
  }
}
