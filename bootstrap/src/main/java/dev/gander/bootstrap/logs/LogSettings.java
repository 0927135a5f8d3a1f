package dev.gander.bootstrap.logs;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.observe.LogLevel;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the log is written, according to the environment.
///
/// @param asJson one object a line instead of text
/// @param levels of parts of the program; one for `dev.gander` is always there
public record LogSettings(boolean asJson, Map<String, LogLevel> levels) {
  static final String OWN = "dev.gander";

  /// Reads `GANDER_LOG` (`text`, `json`) and `GANDER_LOG_LEVEL` (`debug`, or
  /// `info,dev.gander.adapters.mcp=debug`); without the latter goosed's `RUST_LOG` (one level;
  /// anything else counts as `info`, since goosed's filters name parts of goosed).
  ///
  /// @throws InvalidInput if one of the first two is invalid
  public static LogSettings of(Map<String, String> variables) {
    String form = variables.getOrDefault("GANDER_LOG", "text");
    boolean asJson =
        switch (form) {
          case "text", "" -> false;
          case "json" -> true;
          default -> throw new InvalidInput("GANDER_LOG must be text or json, not `" + form + "`");
        };
    Map<String, LogLevel> levels = new LinkedHashMap<>();
    LogLevel goosed = LogLevel.named(variables.getOrDefault("RUST_LOG", "")).orElse(LogLevel.INFO);
    levels.put(OWN, goosed);
    for (String item : variables.getOrDefault("GANDER_LOG_LEVEL", "").split(",")) {
      if (!item.isBlank()) {
        put(item.strip(), levels);
      }
    }
    return new LogSettings(asJson, levels);
  }

  private static void put(String item, Map<String, LogLevel> levels) {
    int equals = item.indexOf('=');
    String part = equals < 0 ? OWN : item.substring(0, equals).strip();
    String level = item.substring(equals + 1).strip();
    levels.put(
        part,
        LogLevel.named(level)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "GANDER_LOG_LEVEL must be one of "
                            + LogLevel.list()
                            + ", or a list such as `info,dev.gander.adapters.mcp=debug`, not `"
                            + item
                            + "`")));
  }
}
