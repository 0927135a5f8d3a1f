package dev.gander.adapters.analyze.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The native libraries for a machine: tree-sitter's core, and one for each grammar. Both have
/// nothing but tree-sitter's own functions in C.
record Natives(Machine machine) {
  /// Loads a library, which stays until the program ends.
  ///
  /// @throws UnsupportedMachine if there is none for this machine, or it cannot be loaded here
  @SuppressWarnings("restricted")
  NativeLibrary library(String name) {
    String library = machine.fileOf(name);
    Path file = unpacked(library);
    try {
      return new NativeLibrary(SymbolLookup.libraryLookup(file, Arena.global()));
    } catch (IllegalArgumentException e) {
      throw new UnsupportedMachine(machine, library, e);
    }
  }

  /// A library has to be a file when it is loaded, and on Windows as long as it is.
  private static Path unpacked(String library) {
    try (InputStream content = resource("lib/" + library)) {
      Path file = Files.createTempFile("", "-" + library);
      file.toFile().deleteOnExit();
      Files.write(file, content.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream resource(String name) {
    return Objects.requireNonNull(Natives.class.getResourceAsStream(name), name);
  }
}
