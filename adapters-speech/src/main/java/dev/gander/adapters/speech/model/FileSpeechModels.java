package dev.gander.adapters.speech.model;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.speech.SpeechModel;
import dev.gander.domain.speech.SpeechModels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// whisper.cpp's models in a folder, under goosed's ids. A download has eight bits for each number,
/// as goosed's have; a file with more, or for English only, may also lie there.
public final class FileSpeechModels implements SpeechModels {
  private static final String REPOSITORY = "ggerganov/whisper.cpp";
  private static final String HUB = "https://huggingface.co/" + REPOSITORY + "/resolve/main/";

  private record Known(String id, int megabytes, String ofGoosed, String description) {
    String download() {
      return "ggml-" + id + "-q8_0.bin";
    }

    Stream<String> files() {
      return Stream.of(download(), "ggml-" + id + ".bin", "ggml-" + id + ".en.bin");
    }
  }

  private static final List<Known> ALL =
      List.of(
          new Known("tiny", 42, "model-tiny-q80.gguf", "The fastest, for short and clear speech."),
          new Known("base", 78, "whisper-base-q8_0.gguf", "Still fast, and hears more."),
          new Known("small", 252, "whisper-small-q8_0.gguf", "Accurate; needs a fast machine."),
          new Known("medium", 785, "whisper-medium-q8_0.gguf", "The most accurate, and slow."));

  private final Path folder;
  private final Supplier<Processor> processor;

  /// @param folder need not exist
  /// @param processor of this machine, looked at when models are listed
  public FileSpeechModels(Path folder, Supplier<Processor> processor) {
    this.folder = folder;
    this.processor = processor;
  }

  @Override
  public List<SpeechModel> all() {
    String recommended = processor.get().isFast() ? "base" : "tiny";
    return ALL.stream().map(known -> model(known, recommended)).toList();
  }

  private SpeechModel model(Known known, String recommended) {
    boolean downloaded = file(known).isPresent();
    boolean isForAnother = !downloaded && Files.exists(folder.resolve(known.ofGoosed()));
    return new SpeechModel(
        known.id(),
        known.megabytes(),
        source(known.download()),
        known.description(),
        downloaded,
        known.id().equals(recommended),
        isForAnother ? "The file " + known.ofGoosed() + " is goosed's, for another engine." : null);
  }

  private SpeechModel.Source source(String file) {
    return new SpeechModel.Source(REPOSITORY, file, URI.create(HUB + file), folder.resolve(file));
  }

  /// The file of a model; empty if it is not there, or there is no such model.
  public Optional<Path> file(String id) {
    return known(id).flatMap(this::file);
  }

  /// The same, after a look into the file.
  ///
  /// @throws UnusableModel if the engine must not read it
  public Optional<Path> usableFile(String id) throws IOException, UnusableModel {
    Optional<Path> file = file(id);
    if (file.isPresent()) {
      GgmlFile.check(file.get());
    }
    return file;
  }

  @Override
  public boolean delete(String id) {
    boolean deleted = false;
    for (Path file : known(id).map(this::files).orElse(Stream.empty()).toList()) {
      try {
        deleted |= Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new StorageException("The model " + id + " cannot be deleted", e);
      }
    }
    return deleted;
  }

  private Optional<Path> file(Known known) {
    return files(known).filter(Files::isRegularFile).findFirst();
  }

  private Stream<Path> files(Known known) {
    return known.files().map(folder::resolve);
  }

  private static Optional<Known> known(String id) {
    return ALL.stream().filter(known -> known.id().equals(id)).findFirst();
  }
}
