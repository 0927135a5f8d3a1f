package dev.gander.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Builds an example as a stranger does: a copy of it, with a Maven of its own and a local
/// repository that has what Gander publishes and, by links, what the user's has of others.
record ExampleBuild(Path project, Path repository) {
  private static final String GROUP = "dev/gander";

  /// @param example its folder in `examples`
  static ExampleBuild of(String example, Path folder) throws IOException {
    Path project = folder.resolve("project");
    copy(NodeTools.ROOT.resolve("examples").resolve(example), project);
    ExampleBuild build = new ExampleBuild(project, folder.resolve("repository"));
    build.linkLibraries(Path.of(System.getProperty("maven.repository")), build.repository);
    build.install("gander", "pom.xml");
    build.install("domain", "domain/pom.xml");
    build.install("json-jackson", "support/json-jackson/pom.xml");
    build.install("testkit", "testkit/pom.xml");
    build.install("provider-kit", "adapters-llm/provider-kit/pom.xml");
    build.install("provider-testkit", "adapters-llm/provider-testkit/pom.xml");
    return build;
  }

  /// Runs `mvn package`, its tests included.
  Path jar(String name) throws IOException, InterruptedException {
    ProcessBuilder maven =
        new ProcessBuilder(
                Path.of(System.getProperty("maven.home"), "bin/mvn").toString(),
                "--batch-mode",
                "--quiet",
                "-Dmaven.repo.local=" + repository,
                "package")
            .directory(project.toFile())
            .redirectErrorStream(true);
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = maven.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("the example's build failed:\n" + said);
    }
    return project.resolve("target").resolve(name);
  }

  /// What `mvn install` does: the jar, if there is one, and the pom.
  private void install(String artifact, String pom) throws IOException {
    Path source = NodeTools.ROOT.resolve(pom);
    String version = version();
    Path target =
        Files.createDirectories(repository.resolve(GROUP).resolve(artifact).resolve(version));
    String name = artifact + "-" + version;
    Files.copy(source, target.resolve(name + ".pom"));
    Path jar = source.resolveSibling("target").resolve(name + ".jar");
    if (Files.exists(jar)) {
      Files.copy(jar, target.resolve(name + ".jar"));
    }
  }

  private static String version() {
    return System.getProperty("gander.version");
  }

  /// All but Gander's own group is shared, so that nothing is fetched twice.
  private void linkLibraries(Path shared, Path own) throws IOException {
    Files.createDirectories(own);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(shared)) {
      for (Path entry : entries) {
        Path place = own.resolve(entry.getFileName());
        Path inRepository = repository.relativize(place);
        if (inRepository.equals(Path.of(GROUP).getParent())) {
          linkLibraries(entry, place);
        } else if (!inRepository.equals(Path.of(GROUP))) {
          Files.createSymbolicLink(place, entry);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path inside = from.relativize(file);
        if (inside.startsWith("target")) {
          continue;
        }
        if (Files.isDirectory(file)) {
          Files.createDirectories(to.resolve(inside));
        } else {
          Files.copy(file, to.resolve(inside));
        }
      }
    }
  }
}
