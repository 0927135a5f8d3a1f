package dev.gander.bootstrap.ondemand;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// The jars of a program that this one starts: in an image those in its folder, elsewhere those
/// that the embedding program has among its own.
///
/// @param folder in `lib/on-demand`
/// @param program how the name of its own jar begins
/// @param libraries how the names of the others begin
public record ProgramJars(String folder, String program, List<String> libraries) {
  /// The folder beside its jars with a library that was unpacked when the image was built.
  static final String UNPACKED = "unpacked";

  public static final ProgramJars ANALYZE =
      new ProgramJars("analyze", "adapters-analyze-", List.of("ignore-files-", "domain-"));
  public static final ProgramJars ENGINE =
      new ProgramJars(
          "engine",
          "adapters-engine-",
          List.of("json-jackson-", "jackson-core-", "domain-", "llama-"));

  public static final ProgramJars WHISPER =
      new ProgramJars("whisper", "adapters-whisper-", List.of("whisper-jni-"));

  /// Empty if the program is not installed.
  public List<Path> find(Properties system) {
    List<Path> image = OnDemand.folder(folder).map(ProgramJars::inImage).orElse(List.of());
    return image.isEmpty() ? ofPaths(system) : image;
  }

  private static List<Path> inImage(Path folder) {
    List<Path> all = new ArrayList<>(jars(folder));
    Path unpacked = folder.resolve(UNPACKED);
    if (Files.isDirectory(unpacked)) {
      all.add(unpacked);
    }
    return all;
  }

  private List<Path> ofPaths(Properties system) {
    List<Path> jars =
        Stream.of("java.class.path", "jdk.module.path")
            .map(name -> system.getProperty(name, ""))
            .flatMap(paths -> Stream.of(paths.split(File.pathSeparator)))
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .flatMap(path -> Files.isDirectory(path) ? jars(path).stream() : Stream.of(path))
            .filter(jar -> isCalled(jar, program) || isLibrary(jar))
            .toList();
    return jars.stream().anyMatch(jar -> isCalled(jar, program)) ? jars : List.of();
  }

  private boolean isLibrary(Path jar) {
    return libraries.stream().anyMatch(name -> isCalled(jar, name));
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
      System.getLogger(ProgramJars.class.getName())
          .log(System.Logger.Level.WARNING, "cannot read " + folder, e);
    }
    return jars;
  }
}
