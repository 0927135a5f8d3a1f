package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpretersTest {
  @TempDir private Path folder;

  private Optional<Path> missing(String text) throws IOException {
    return Interpreters.missing(Files.writeString(folder.resolve("program"), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/no/such/shell\n",
        "#! /no/such/shell -x\n",
        "#!/no/such/shell\r\n",
        "#!/no/such/shell"
      })
  void anInterpreterThatIsNotThereIsNamed(String text) throws IOException {
    assertEquals(Optional.of(Path.of("/no/such/shell")), missing(text));
  }

  /// The system knows better, or runs it all the same.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/sh\n",
        "#!/usr/bin/env -S no-such-program --flag\n",
        "#!no/such/shell\n",
        "#!/home/jörg/.venv/bin/python\n",
        "#!/no/such\0shell\n",
        "#!\n",
        "# no/such/shell\n",
        "\u007fELF",
        ""
      })
  void whatIsNotCertainIsNotJudged(String text) throws IOException {
    assertEquals(Optional.empty(), missing(text));
  }

  @Test
  void aLineThatIsTooLongIsNotJudged() throws IOException {
    assertEquals(Optional.empty(), missing("#!/no/such/" + "x".repeat(300) + "\n"));
  }

  @Test
  void aProgramThatIsNotThereIsNotJudged() {
    assertEquals(Optional.empty(), Interpreters.missing(folder.resolve("other")));
  }
}
