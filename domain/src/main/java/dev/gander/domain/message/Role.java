package dev.gander.domain.message;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;

/// The speaker of a message. Tool results have the role of the user.
public enum Role {
  USER("user"),
  ASSISTANT("assistant");

  private final String wire;

  Role(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  /// @throws InvalidShape for any other text
  public static Role read(Json value) {
    return switch (JsonFields.asWord(value)) {
      case "user" -> USER;
      case "assistant" -> ASSISTANT;
      case String other ->
          throw new InvalidShape("unknown variant `" + other + "`, expected `user` or `assistant`");
    };
  }
}
