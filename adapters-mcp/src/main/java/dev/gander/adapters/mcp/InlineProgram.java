package dev.gander.adapters.mcp;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionConfig.InlinePython;
import dev.gander.process.TemporaryFolders;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A Python program in a folder of its own, which exists while it runs.
record InlineProgram(Path folder, Path file, List<String> dependencies) {
  private static final Logger LOG = System.getLogger(InlineProgram.class.getName());

  /// @throws ExtensionException if it cannot be written
  static InlineProgram write(InlinePython python) {
    try {
      Path folder = TemporaryFolders.create("gander-python-");
      Path file = folder.resolve(python.key() + ".py");
      Files.writeString(file, python.code());
      return new InlineProgram(
          folder, file, Objects.requireNonNullElse(python.dependencies(), List.of()));
    } catch (IOException e) {
      throw new ExtensionException("IO error: " + e.getMessage(), e);
    }
  }

  List<String> uvxArguments() {
    List<String> arguments = new ArrayList<>(List.of("--with", "mcp"));
    dependencies.forEach(dependency -> arguments.addAll(List.of("--with", dependency)));
    arguments.addAll(List.of("python", file.toString()));
    return arguments;
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The program " + file + " stays behind", e);
    }
  }
}
