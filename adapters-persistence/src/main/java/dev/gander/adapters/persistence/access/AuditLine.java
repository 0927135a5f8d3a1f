package dev.gander.adapters.persistence.access;

import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// A line of the audit log: a JSON object.
///
/// @param number counts from 1
/// @param before the SHA-256 of the line before, without its line break; zeros for the first one
record AuditLine(long number, AuditEntry entry, String before) {
  static final String NOTHING = "0".repeat(64);

  String text() {
    return JsonText.write(
        JsonObject.builder()
            .put("n", number)
            .put("at", entry.at().toString())
            .put("who", entry.who())
            .putOrNull("from", entry.from())
            .put("operation", entry.operation())
            .putOrNull("about", entry.about())
            .put("outcome", entry.outcome())
            .put("before", before)
            .build());
  }

  /// Empty for a text that is not such a line.
  static Optional<AuditLine> parse(String text) {
    try {
      JsonFields fields = JsonFields.of(JsonText.parse(text));
      AuditEntry entry =
          new AuditEntry(
              Instant.parse(fields.text("at")),
              fields.text("who"),
              fields.optionalText("from"),
              fields.text("operation"),
              fields.optionalText("about"),
              fields.text("outcome"));
      return Optional.of(new AuditLine(fields.integer("n"), entry, fields.text("before")));
    } catch (JsonSyntaxException | InvalidShape | DateTimeException _) {
      return Optional.empty();
    }
  }

  static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
