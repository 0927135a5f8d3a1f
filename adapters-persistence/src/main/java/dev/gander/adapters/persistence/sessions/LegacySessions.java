package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sessions from before the database: files `ID.jsonl`, whose first line describes the session and
/// whose other lines are messages. They are imported once, when the database is created, and stay
/// where they are. Lines that cannot be read are left out; a file without a description keeps its
/// messages.
final class LegacySessions {
  private static final System.Logger LOG = System.getLogger(LegacySessions.class.getName());
  private static final long LARGEST = 50L * 1024 * 1024;
  private static final List<String> COUNTERS =
      List.of(
          "total_tokens",
          "input_tokens",
          "output_tokens",
          "accumulated_total_tokens",
          "accumulated_input_tokens",
          "accumulated_output_tokens");

  private final Path folder;

  LegacySessions(Path folder) {
    this.folder = folder;
  }

  /// Part of the transaction that creates the database: after a crash they are imported again.
  void takeOver(Handle handle) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jsonl")) {
      for (Path file : files) {
        takeOver(handle, file);
      }
    }
  }

  private static void takeOver(Handle handle, Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isRegularFile() && attributes.size() > 0 && attributes.size() <= LARGEST) {
        List<Json> lines = readLines(file);
        if (!lines.isEmpty()) {
          store(handle, idOf(file), lines, attributes);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the old session " + file + " cannot be read", e);
    }
  }

  private static List<Json> readLines(Path file) throws IOException {
    List<Json> lines = new ArrayList<>();
    // A broken byte must not affect more than its own line.
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList()) {
      try {
        lines.add(JsonText.parse(line));
      } catch (InvalidInput _) {
        LOG.log(Level.DEBUG, "a line of {0} is no JSON", file);
      }
    }
    return lines;
  }

  private static void store(
      Handle handle, SessionId id, List<Json> lines, BasicFileAttributes attributes) {
    JsonObject description =
        lines.getFirst() instanceof JsonObject first && !first.has("role")
            ? first
            : JsonObject.EMPTY;
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", id.value());
    row.put("name", description.text("description").orElse("").strip().replaceAll("\\s+", " "));
    row.put("working_dir", description.text("working_dir").orElse(""));
    row.put("created_at", StoredTime.toSql(attributes.creationTime().toInstant()));
    row.put("updated_at", StoredTime.toSql(attributes.lastModifiedTime().toInstant()));
    row.put("schedule_id", description.text("schedule_id").orElse(null));
    description
        .object("extension_data")
        .map(JsonText::write)
        .ifPresent(data -> row.put("extension_data", data));
    COUNTERS.forEach(name -> row.put(name, counter(description, name)));
    SessionColumns.insert(handle, row);
    MessageRows.insert(handle, id, messages(id, lines));
  }

  private static List<Message> messages(SessionId id, List<Json> lines) {
    List<Message> messages = new ArrayList<>();
    for (Json line : lines) {
      message(line)
          .map(
              message ->
                  message.id() == null
                      ? message.withId("msg_" + id + "_" + (messages.size() + 1))
                      : message)
          .ifPresent(messages::add);
    }
    return messages;
  }

  private static Optional<Message> message(Json line) {
    try {
      return Optional.of(MessageJson.read(line, Reading.TOLERANT));
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  private static @Nullable Long counter(JsonObject description, String name) {
    return description.get(name) instanceof JsonNumber number && number.integer().isPresent()
        ? Long.valueOf(number.integer().getAsLong())
        : null;
  }

  private static SessionId idOf(Path file) {
    String name = file.getFileName().toString();
    return new SessionId(name.substring(0, name.length() - ".jsonl".length()));
  }
}
