package dev.gander.application.engine;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.session.SessionType;
import java.util.Optional;

/// The settings that a turn looks at, read when they are needed. A value that makes no sense counts
/// as not set.
final class TurnSettings {
  private static final int DEFAULT_MAX_ROUNDS = 1_000;
  private static final int DEFAULT_MAX_ROUNDS_OF_GATEWAY = 5;
  private static final int DEFAULT_MAX_RESPONSE_SIZE = 200_000;

  private final Settings settings;

  TurnSettings(Settings settings) {
    this.settings = settings;
  }

  /// `GOOSE_MAX_TURNS`: how often one turn may ask the model.
  int maxRounds(SessionType type) {
    Optional<Integer> general = number("GOOSE_MAX_TURNS");
    return type == SessionType.GATEWAY
        ? number("GOOSE_GATEWAY_MAX_TURNS").or(() -> general).orElse(DEFAULT_MAX_ROUNDS_OF_GATEWAY)
        : general.orElse(DEFAULT_MAX_ROUNDS);
  }

  /// `GOOSE_MAX_TOOL_RESPONSE_SIZE` in characters (1.39).
  int maxToolResponseSize() {
    return number("GOOSE_MAX_TOOL_RESPONSE_SIZE").orElse(DEFAULT_MAX_RESPONSE_SIZE);
  }

  boolean namesSessions() {
    return !isTrue("GOOSE_DISABLE_SESSION_NAMING");
  }

  private Optional<Integer> number(String key) {
    return settings
        .find(key)
        .map(TurnSettings::text)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::valueOf);
  }

  private boolean isTrue(String key) {
    return settings.find(key).map(TurnSettings::text).filter(TurnSettings::isTruth).isPresent();
  }

  private static boolean isTruth(String text) {
    return text.equalsIgnoreCase("true") || text.equals("1");
  }

  private static String text(Json value) {
    return switch (value) {
      case JsonString(String text) -> text.strip();
      case JsonNumber number -> number.value().toPlainString();
      case JsonBool bool -> String.valueOf(bool.value());
      case JsonNull _, JsonArray _, JsonObject _ -> "";
    };
  }
}
