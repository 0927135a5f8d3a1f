package dev.gander.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// On a class path a service is what `META-INF/services` lists, on a module path what `module-info`
/// provides.
class ServiceFilesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void classPathsFindWhatModulePathsFind() throws IOException {
    Map<Path, Map<String, List<String>>> provided = new TreeMap<>();
    Map<Path, Map<String, List<String>>> listed = new TreeMap<>();
    for (Path classes : compiledModules()) {
      provided.put(classes, provided(classes));
      listed.put(classes, listed(classes.resolve("META-INF/services")));
    }

    assertTrue(provided.size() >= 10, () -> "found only " + provided.keySet());
    assertTrue(provided.values().stream().filter(services -> !services.isEmpty()).count() >= 4);
    assertEquals(provided, listed, "a module that provides something names exec-maven-plugin");
  }

  private static Map<String, List<String>> provided(Path classes) throws IOException {
    try (InputStream file = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(file).provides().stream()
          .collect(Collectors.toMap(Provides::service, Provides::providers));
    }
  }

  private static Map<String, List<String>> listed(Path services) throws IOException {
    Map<String, List<String>> listed = new TreeMap<>();
    if (Files.isDirectory(services)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(services)) {
        for (Path file : files) {
          listed.put(file.getFileName().toString(), Files.readAllLines(file));
        }
      }
    }
    return listed;
  }

  private static List<Path> compiledModules() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.endsWith("src/main/java/module-info.java"))
          .map(file -> ROOT.relativize(file).subpath(0, ROOT.relativize(file).getNameCount() - 4))
          .filter(module -> !module.startsWith("examples"))
          // Built after this module, on which it depends.
          .filter(module -> !module.endsWith("testkit/junit"))
          .map(module -> ROOT.resolve(module).resolve("target/classes"))
          .toList();
    }
  }
}
