package dev.gander.testkit.store;

import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A settings file in memory.
public final class InMemorySettingsFile implements SettingsFile {
  private static final Path FILE = Path.of("/config/config.yaml");
  private static final String PROBLEM = "no YAML at line 1 column 1";

  private Condition condition = new Condition.Missing();
  private JsonObject content = JsonObject.EMPTY;
  private @Nullable JsonObject backup;
  private @Nullable JsonObject template;

  /// Makes it a good file with this content.
  public synchronized void say(JsonObject saying) {
    content = saying;
    condition = new Condition.Good();
  }

  public synchronized void breakIt() {
    condition = new Condition.Broken(PROBLEM);
  }

  public synchronized void offerTemplate(JsonObject saying) {
    template = saying;
  }

  @Override
  public synchronized Condition condition() {
    return condition;
  }

  @Override
  public synchronized Copy backUp() {
    return switch (condition) {
      case Condition.Missing _ -> throw new NotFound("Config file does not exist");
      case Condition.Broken(String problem) -> throw new StorageException(problem, null);
      case Condition.Good _ -> {
        backup = content;
        yield new Copy(FILE, FILE.resolveSibling("config.yaml.bak"));
      }
    };
  }

  @Override
  public synchronized Recovery recover() {
    if (condition instanceof Condition.Good) {
      return new Recovery(keys(content), null);
    }
    boolean broken = condition instanceof Condition.Broken;
    if (backup != null || broken) {
      say(backup == null ? JsonObject.EMPTY : backup);
    }
    return new Recovery(
        keys(backup == null ? JsonObject.EMPTY : backup),
        broken ? FILE.resolveSibling("config.yaml.corrupt") : null);
  }

  @Override
  public synchronized Beginning begin() {
    if (!(condition instanceof Condition.Missing)) {
      return Beginning.WAS_THERE;
    }
    if (template == null) {
      return Beginning.NONE;
    }
    say(template);
    return Beginning.FROM_TEMPLATE;
  }

  private static List<String> keys(JsonObject saying) {
    return List.copyOf(saying.members().keySet());
  }
}
