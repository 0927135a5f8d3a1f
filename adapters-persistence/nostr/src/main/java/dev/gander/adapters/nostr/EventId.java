package dev.gander.adapters.nostr;

import dev.gander.domain.error.InvalidInput;
import java.util.HexFormat;

/// The id of an event: the SHA-256 of its content, as 64 lower-case hexadecimal digits.
record EventId(String value) {
  static final int BYTES = 32;

  /// @throws InvalidInput if it is not of that form
  EventId {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new InvalidInput("An event's id has 64 hexadecimal digits");
    }
  }

  static EventId of(byte[] bytes) {
    return new EventId(HexFormat.of().formatHex(bytes));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
