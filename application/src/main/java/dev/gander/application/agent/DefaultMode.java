package dev.gander.application.agent;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.permission.GooseMode;
import java.util.Optional;

/// The mode of new sessions: the setting `GOOSE_MODE`, else `auto`.
public record DefaultMode(Settings settings) {
  private static final System.Logger LOG = System.getLogger(DefaultMode.class.getName());

  public GooseMode mode() {
    return settings.find("GOOSE_MODE").flatMap(DefaultMode::parse).orElse(GooseMode.AUTO);
  }

  private static Optional<GooseMode> parse(Json value) {
    Optional<GooseMode> mode =
        value instanceof JsonString(String text) ? GooseMode.parse(text) : Optional.empty();
    if (mode.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING, "GOOSE_MODE is none of auto, approve, smart_approve, chat");
    }
    return mode;
  }
}
