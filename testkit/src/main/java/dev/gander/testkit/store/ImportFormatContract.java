package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.imports.ImportDefaults;
import dev.gander.domain.imports.ImportDocument;
import dev.gander.domain.imports.ImportFormat;
import dev.gander.domain.imports.ImportedSession;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [ImportFormat].
public interface ImportFormatContract {
  ImportFormat format();

  JsonReader reader();

  /// A transcript in which the user says `Hello`, without a folder.
  String transcript();

  /// A transcript without messages.
  String silence();

  private ImportDocument document(String text) {
    return new ImportDocument(text, reader());
  }

  private ImportedSession read(String text) {
    Instant now = Instant.parse("2026-03-04T10:11:12Z");
    return format().read(document(text), new ImportDefaults(now, "/home/me"));
  }

  @Test
  default void itKnowsItsOwn() {
    for (String before : List.of("", "\uFEFF", "\n \r\n")) {
      assertTrue(format().recognizes(document(before + transcript())), before);
    }
    assertTrue(format().recognizes(document(silence())));
  }

  @Test
  default void itLeavesOtherTextsAlone() {
    for (String text :
        List.of(
            "",
            "words",
            "{}",
            "[]",
            "{\"type\":7}",
            "{\"id\":\"x\",\"working_dir\":\"/w\",\"conversation\":[]}")) {
      assertFalse(format().recognizes(document(text)), text);
    }
  }

  @Test
  default void theSessionIsOneOfTheUser() {
    ImportedSession read = read(transcript());

    assertEquals(SessionType.USER, read.details().origin().type());
    assertEquals("/home/me", read.details().workingDir());
    assertFalse(read.details().name().text().isBlank());
    List<String> texts = new ArrayList<>();
    for (Message message : read.messages()) {
      texts.add(message.text());
    }
    assertEquals(List.of("Hello"), texts);
  }

  @Test
  default void whereNobodySaysAnythingThereIsNothingToImport() {
    assertThrows(InvalidInput.class, () -> read(silence()));
  }
}
