package dev.gander.adapters.persistence.settings;

import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Settings that several servers share, where there would be a file: they are never broken by hand,
/// and older states are copies that somebody asked for. The database has backups of its own.
public final class StoredSettingsFile implements SettingsFile {
  private static final Path FROM = Path.of("config.yaml");
  private static final Path TO = Path.of("config.yaml.bak");

  private final StoredMap settings;
  private final StoredMap backup;

  /// @param backup gets copies
  public StoredSettingsFile(StoredMap settings, StoredMap backup) {
    this.settings = settings;
    this.backup = backup;
  }

  @Override
  public Condition condition() {
    Optional<JsonObject> found = settings.readUnlessBroken();
    if (found.isEmpty()) {
      return new Condition.Broken("what the servers share cannot be read at line 1 column 1");
    }
    return found.get().members().isEmpty() ? new Condition.Missing() : new Condition.Good();
  }

  @Override
  public Copy backUp() {
    JsonObject now = settings.read();
    if (now.members().isEmpty()) {
      throw new NotFound("There are no settings yet");
    }
    backup.edit(_ -> now);
    return new Copy(FROM, TO);
  }

  @Override
  public Recovery recover() {
    if (!(condition() instanceof Condition.Missing)) {
      return new Recovery(List.copyOf(settings.read().members().keySet()), null);
    }
    JsonObject last = backup.read();
    settings.edit(now -> now.members().isEmpty() ? last : now);
    return new Recovery(List.copyOf(last.members().keySet()), null);
  }

  /// The template of an installation is for the files of one machine.
  @Override
  public Beginning begin() {
    return condition() instanceof Condition.Missing ? Beginning.NONE : Beginning.WAS_THERE;
  }
}
