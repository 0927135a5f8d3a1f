package dev.gander.application.api.operating;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.observe.LogLevel;
import dev.gander.domain.observe.LogLevels;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Changes how much the log tells, until the server ends.
public final class AdjustLog {
  /// The part that is meant if none is named.
  public static final String OWN = "dev.gander";

  private static final Pattern PART =
      Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*){0,30}");
  private static final int LONGEST = 200;

  private final LogLevels levels;

  public AdjustLog(LogLevels levels) {
    this.levels = levels;
  }

  /// The level of each part that has one of its own.
  public Map<String, LogLevel> levels() {
    return levels.all();
  }

  /// @param level its name; `default` takes the part's own level away
  /// @throws InvalidInput for a name that is none, or if too many parts have levels
  public void adjust(String part, String level) {
    if (part.length() > LONGEST || !PART.matcher(part).matches()) {
      throw new InvalidInput("`part` must be the name of a package or class");
    }
    levels.set(part, level.equals("default") ? Optional.empty() : Optional.of(named(level)));
  }

  private static LogLevel named(String level) {
    return LogLevel.named(level)
        .orElseThrow(() -> new InvalidInput("`level` must be default, " + LogLevel.list()));
  }
}
