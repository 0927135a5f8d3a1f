package dev.gander.adapters.persistence.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.imports.ImportDefaults;
import dev.gander.domain.imports.ImportDocument;
import dev.gander.domain.imports.ImportFormat;
import dev.gander.domain.imports.ImportedSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionJson;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.InMemoryConversationStore;
import dev.gander.testkit.store.InMemorySessionStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Imports transcripts into a store, and has short forms of what became of them.
final class Importing {
  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  private final InMemoryConversationStore conversations =
      new InMemoryConversationStore(sessions, new FixedIds());

  private static ImportDocument document(String text) {
    return new ImportDocument(text, new JsonTexts());
  }

  /// The format that takes a text for its own.
  static Optional<ImportFormat> formatOf(String text) {
    ImportDocument document = document(text);
    return TranscriptFormat.all().stream()
        .filter(format -> format.recognizes(document))
        .findFirst();
  }

  /// The session that became of the lines, in goose's form.
  JsonObject session(String... lines) {
    String text = String.join("\n", lines);
    ImportedSession found = read(text);
    Session stored = sessions.create(found.details(), found.messages());
    List<Message> messages = conversations.messages(stored.id());
    return SessionJson.write(stored, messages);
  }

  private ImportedSession read(String text) {
    return formatOf(text)
        .orElseThrow()
        .read(document(text), new ImportDefaults(clock.instant(), "/"));
  }

  /// Nothing becomes of the text, for this reason.
  void assertRefused(String reason, String text) {
    assertEquals(reason, assertThrows(InvalidInput.class, () -> read(text)).text());
  }

  /// What was said: `ROLE [blocks]`, a line per message.
  static String said(JsonObject session) {
    return String.join(
        "\n",
        messages(session).stream()
            .map(m -> m.text("role").orElseThrow() + " " + JsonText.write(member(m, "content")))
            .toList());
  }

  static List<JsonObject> messages(JsonObject session) {
    return session.array("conversation").orElse(JsonArray.EMPTY).items().stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  /// A member of each message, in a row.
  static String each(JsonObject session, String name) {
    return String.join(
        " ", messages(session).stream().map(m -> JsonText.write(member(m, name))).toList());
  }

  static String text(JsonObject session, String name) {
    return session.text(name).orElseThrow();
  }

  /// `INPUT OUTPUT TOTAL CACHE-READ CACHE-WRITE` of the usage of all calls.
  static String usage(JsonObject session) {
    JsonObject usage = session.object("accumulated_usage").orElseThrow();
    assertEquals(usage, session.object("usage").orElseThrow());
    return String.join(
        " ",
        List.of(
                "input_tokens",
                "output_tokens",
                "total_tokens",
                "cache_read_input_tokens",
                "cache_write_input_tokens")
            .stream()
            .map(name -> JsonText.write(member(usage, name)))
            .toList());
  }

  static Json member(JsonObject object, String name) {
    return Objects.requireNonNull(object.get(name), name);
  }
}
