package dev.gander.bootstrap;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// The jars of the program that the extension `analyze` starts: in an image those in its folder,
/// elsewhere those that the embedding program has among its own.
final class AnalysisJars {
  private static final String PROGRAM = "adapters-analyze-";
  private static final List<String> NAMES =
      List.of(PROGRAM, "ignore-files-", "domain-", "tree-sitter-");

  private AnalysisJars() {}

  /// Empty if the program is not installed.
  static List<Path> find(Properties system) {
    List<Path> image = OnDemand.folder("analyze").map(AnalysisJars::jars).orElse(List.of());
    return image.isEmpty() ? ofPaths(system) : image;
  }

  private static List<Path> ofPaths(Properties system) {
    List<Path> jars =
        Stream.of("java.class.path", "jdk.module.path")
            .map(name -> system.getProperty(name, ""))
            .flatMap(paths -> Stream.of(paths.split(File.pathSeparator)))
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .flatMap(path -> Files.isDirectory(path) ? jars(path).stream() : Stream.of(path))
            .filter(jar -> NAMES.stream().anyMatch(name -> isCalled(jar, name)))
            .toList();
    return jars.stream().anyMatch(jar -> isCalled(jar, PROGRAM)) ? jars : List.of();
  }

  private static boolean isCalled(Path jar, String name) {
    return String.valueOf(jar.getFileName()).startsWith(name);
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(jars::add);
    } catch (IOException e) {
      System.getLogger(AnalysisJars.class.getName())
          .log(System.Logger.Level.WARNING, "cannot read " + folder, e);
    }
    return jars;
  }
}
