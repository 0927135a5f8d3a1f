package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gander.domain.tool.ResultFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The contract of every [ResultFiles].
public interface ResultFilesContract {
  ResultFiles files();

  @Test
  default void aTextIsKeptAsItIs() throws IOException {
    String text = "größe 🪿 ".repeat(50_000) + "\n\u0000";

    Path file = files().keep(text);

    assertEquals(text, Files.readString(file));
  }

  @Test
  default void halfACharacterBecomesAQuestionMark() throws IOException {
    String text = "x".repeat(10_000);

    Path file = files().keep(text + "\ud83e" + text + "\udebf" + text + "\ud83e");

    assertEquals(text + "?" + text + "?" + text + "?", Files.readString(file));
  }

  @Test
  default void textsOfOneMomentDoNotOverwriteEachOther() throws IOException {
    ResultFiles files = files();

    Path first = files.keep("first");
    Path second = files.keep("second");

    assertNotEquals(first, second);
    assertEquals("first", Files.readString(first));
  }
}
