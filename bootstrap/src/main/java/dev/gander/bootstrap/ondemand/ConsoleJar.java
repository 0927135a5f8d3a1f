package dev.gander.bootstrap.ondemand;

import dev.gander.adapters.http.peer.ConsoleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The console's files: in an image those of the jar in `lib/on-demand`, elsewhere those that the
/// embedding program has among its own. Nothing is opened before they are asked for.
public final class ConsoleJar implements ConsoleFiles {
  private static final String FOLDER = "META-INF/gander-console/";

  @Override
  public Map<String, byte[]> read() throws IOException {
    Optional<Path> jar = inImage();
    return jar.isPresent() ? ofJar(jar.get()) : ofProgram();
  }

  private static Optional<Path> inImage() throws IOException {
    Optional<Path> folder = OnDemand.folder("console").filter(Files::isDirectory);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get(), "*.jar")) {
      files.forEach(jars::add);
    }
    return jars.stream().findFirst();
  }

  private static Map<String, byte[]> ofProgram() throws IOException {
    URL index = ConsoleJar.class.getClassLoader().getResource(FOLDER + "index.html");
    if (index == null) {
      return Map.of();
    }
    URLConnection connection = index.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return ofJar(Path.of(URI.create(jar.getJarFileURL().toString())));
    }
    return ofFolder(Path.of(URI.create(index.toString())).resolveSibling(""));
  }

  private static Map<String, byte[]> ofJar(Path jar) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(it -> (ZipEntry) it)::iterator) {
        if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
          try (InputStream bytes = zip.getInputStream(entry)) {
            files.put(entry.getName().substring(FOLDER.length()), bytes.readAllBytes());
          }
        }
      }
    }
    return files;
  }

  private static Map<String, byte[]> ofFolder(Path folder) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }
}
