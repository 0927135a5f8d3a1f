package dev.gander.adapters.office;

import dev.gander.domain.error.ExtensionException;
import dev.gander.files.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The file that a call is about.
record OfficeFile(Path path) {
  /// In bytes: what is read has to fit into memory several times.
  private static final long LARGEST = 64L * 1024 * 1024;

  /// @param folder that relative paths start from
  static OfficeFile at(Path folder, String path) {
    try {
      return new OfficeFile(folder.resolve(path).normalize());
    } catch (InvalidPathException e) {
      throw ExtensionException.invalidParams("'" + path + "' is no path: " + e.getReason());
    }
  }

  boolean exists() {
    return Files.exists(path);
  }

  byte[] bytes() throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IOException("it is not a regular file");
    }
    if (Files.size(path) > LARGEST) {
      throw new IOException("it is larger than 64 MiB");
    }
    return Files.readAllBytes(path);
  }

  static void endIfCancelled() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Replaces the file by a whole one, or leaves it as it is.
  void write(Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    AtomicFile.write(path, out.toByteArray(), AtomicFile.Access.USUAL);
  }

  String problem(Throwable problem) {
    String reason =
        switch (problem) {
          case NoSuchFileException _ -> "there is no such file";
          case StackOverflowError _ -> "it is nested too deeply";
          case Throwable other when other.getMessage() != null -> other.getMessage();
          case Throwable other -> other.getClass().getSimpleName();
        };
    return path + " cannot be used: " + reason;
  }
}
