package dev.gander.adapters.persistence.backup;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.keeping.Backup;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What a backup consists of, as `backup.json` in its folder. It is written last.
///
/// @param program the version that made it
/// @param files by their names in the folder
record Manifest(
    Instant made, String program, long sessions, long messages, Map<String, Entry> files) {
  private static final String NAME = "backup.json";
  private static final long FORMAT = 1;

  Manifest {
    files = Map.copyOf(files);
  }

  /// @param sha256 in hexadecimal digits
  record Entry(long bytes, String sha256) {}

  static Path in(Path folder) {
    return folder.resolve(NAME);
  }

  Backup describe(Path folder) {
    long bytes = files.values().stream().mapToLong(Entry::bytes).sum();
    return new Backup(folder.getFileName().toString(), folder, made, bytes, sessions, messages);
  }

  String text() {
    JsonObject.Builder entries = JsonObject.builder();
    new TreeMap<>(files)
        .forEach(
            (name, entry) ->
                entries.put(
                    name,
                    JsonObject.builder()
                        .put("bytes", entry.bytes())
                        .put("sha256", entry.sha256())
                        .build()));
    return JsonText.pretty(
        JsonObject.builder()
            .put("format", FORMAT)
            .put("made", made.toString())
            .put("program", program)
            .put("sessions", sessions)
            .put("messages", messages)
            .put("files", entries.build())
            .build());
  }

  /// @throws StorageException if the folder is no backup, or one of a later format
  static Manifest read(Path folder) {
    Path file = in(folder);
    try {
      JsonFields fields = JsonFields.of(JsonText.parse(Files.readAllBytes(file)));
      if (fields.integer("format") != FORMAT) {
        throw new StorageException(folder + " is a backup of a later version", null);
      }
      return new Manifest(
          Instant.parse(fields.text("made")),
          fields.text("program"),
          fields.integer("sessions"),
          fields.integer("messages"),
          entries(fields.required("files", JsonFields::asObject)));
    } catch (IOException e) {
      throw new StorageException(folder + " is no backup: " + e, e);
    } catch (InvalidInput | DateTimeException e) {
      throw new StorageException(file + " is broken: " + e.getMessage(), e);
    }
  }

  private static Map<String, Entry> entries(JsonObject files) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, Json> file : files.members().entrySet()) {
      JsonFields fields = JsonFields.of(file.getValue());
      entries.put(file.getKey(), new Entry(fields.integer("bytes"), fields.text("sha256")));
    }
    return entries;
  }
}
