package dev.gander.testkit.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import dev.gander.domain.source.SourceDocuments;
import dev.gander.domain.source.WrittenSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [SourceDocuments]. There are none at first.
public interface SourceDocumentsContract {
  SourceDocuments documents();

  /// The folder of a project, which exists.
  Path project();

  private static WrittenSource text(String name, String content) {
    return new WrittenSource(
        name, "It's\nhow: to", content, JsonObject.of("model", Json.of("small: 1")));
  }

  @Test
  default void anAgentIsWrittenAndFound() {
    Path file = documents().create(Kind.AGENT, project(), "helper", text("My Helper", " Help. "));

    Source found = documents().find(Kind.AGENT, file).orElseThrow();
    assertEquals(Kind.AGENT, found.kind());
    assertEquals("My Helper", found.name());
    assertEquals("It's\nhow: to", found.description());
    assertEquals("Help.", found.content());
    assertEquals(file, found.file());
    assertEquals(JsonObject.of("model", Json.of("small: 1")), WrittenSource.propertiesOf(found));
    assertFalse(documents().isGlobal(Kind.AGENT, file));
    assertEquals(List.of(found), documents().list(Kind.AGENT, project()));
    assertEquals(List.of(), documents().list(Kind.AGENT, null));
    assertEquals(Optional.empty(), documents().find(Kind.PROJECT, file));
  }

  @Test
  default void aProjectIsCalledAsItsFile() {
    Path file = documents().create(Kind.PROJECT, null, "site", text("The Site", ""));

    Source found = documents().find(Kind.PROJECT, file).orElseThrow();
    assertEquals("site", found.name());
    assertEquals("", found.content());
    assertEquals(Optional.of("The Site"), found.properties().text("name"));
    assertTrue(documents().isGlobal(Kind.PROJECT, file));
    assertEquals(List.of(found), documents().list(Kind.PROJECT, project()));
    assertEquals(Optional.empty(), documents().find(Kind.AGENT, file));
  }

  /// YAML would take some names for something else.
  @Test
  default void namesStayWhatTheyAre() {
    for (String name :
        List.of("true", "null", "no", "7", "1e3", "a: b", "# x", "'", "- a", "ä\u2028")) {
      Path file = documents().create(Kind.AGENT, project(), "x", text(name, "Help."));

      assertEquals(name, documents().find(Kind.AGENT, file).orElseThrow().name());
      documents().delete(Kind.AGENT, file);
    }
  }

  @Test
  default void theProjectsOwnAgentComesFirst() {
    documents().create(Kind.AGENT, null, "helper", text("Helper", "For all."));
    documents().create(Kind.AGENT, null, "other", text("Other", "For all."));
    documents().create(Kind.AGENT, project(), "own", text("HELPER", "Here."));

    assertEquals(
        List.of("HELPER", "Other"),
        documents().list(Kind.AGENT, project()).stream().map(Source::name).toList());
    assertEquals(
        List.of("Helper", "Other"),
        documents().list(Kind.AGENT, null).stream().map(Source::name).toList());
  }

  @Test
  default void aFileIsNotReplacedByANewOne() {
    Path file = documents().create(Kind.AGENT, project(), "helper", text("One", "One."));

    assertThrows(
        Conflict.class,
        () -> documents().create(Kind.AGENT, project(), "helper", text("Two", "Two.")));
    assertEquals("One", documents().find(Kind.AGENT, file).orElseThrow().name());
  }

  @Test
  default void aFileIsChangedAndDeletedOnce() {
    Path file = documents().create(Kind.AGENT, project(), "helper", text("One", "One."));

    documents().change(Kind.AGENT, file, text("Two", "Two."));
    assertEquals("Two", documents().find(Kind.AGENT, file).orElseThrow().name());
    assertThrows(NotFound.class, () -> documents().delete(Kind.PROJECT, file));
    documents().delete(Kind.AGENT, file);

    assertEquals(Optional.empty(), documents().find(Kind.AGENT, file));
    assertThrows(NotFound.class, () -> documents().delete(Kind.AGENT, file));
    assertThrows(NotFound.class, () -> documents().change(Kind.AGENT, file, text("X", "X.")));
  }
}
