package dev.gander.services;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes `META-INF/services` from the `provides` directives of a compiled module, so that
/// [java.util.ServiceLoader] finds the same providers when the module is on the class path. Maven
/// runs it in every module that provides something.
public final class ServiceFiles {
  private ServiceFiles() {}

  /// @param arguments the folder with the module's classes
  public static void main(String[] arguments) throws IOException {
    Path classes = Path.of(arguments[0]);
    Path services = classes.resolve("META-INF/services");
    deleteFiles(services);
    for (Provides provides : descriptor(classes).provides()) {
      Files.createDirectories(services);
      Files.write(services.resolve(provides.service()), provides.providers());
    }
  }

  private static ModuleDescriptor descriptor(Path classes) throws IOException {
    try (InputStream file = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(file);
    }
  }

  /// Files of an earlier build may name providers that no longer exist.
  private static void deleteFiles(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
