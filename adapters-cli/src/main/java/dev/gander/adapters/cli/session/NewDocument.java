package dev.gander.adapters.cli.session;

import dev.gander.domain.error.InvalidInput;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/// A file that is written whole or not at all, and replaces none.
final class NewDocument {
  private NewDocument() {}

  static void write(Path file, String text) throws IOException {
    try {
      PrivateFiles.create(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException _) {
      throw new InvalidInput(file + " exists already");
    }
  }
}
