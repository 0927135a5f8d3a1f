package dev.gander.bootstrap.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of `docs` that a test writes. With `GANDER_WRITE_DOCS=1` in the environment it is written
/// instead of compared.
record GeneratedDocument(String name) {
  void mustBe(String text) throws IOException {
    Path file = Sources.ROOT.resolve("docs").resolve(name);
    if (System.getenv("GANDER_WRITE_DOCS") != null) {
      Files.writeString(file, text);
      return;
    }
    assertEquals(
        text,
        Files.exists(file) ? Files.readString(file) : "",
        "docs/" + name + " is stale; run this test with GANDER_WRITE_DOCS=1");
  }
}
