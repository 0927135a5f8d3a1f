package dev.gander.adapters.speech.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.speech.SpeechModel;
import dev.gander.testkit.speech.SpeechModelsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSpeechModelsTest implements SpeechModelsContract {
  @TempDir Path root;

  private Path folder() {
    return root.resolve("models");
  }

  private FileSpeechModels models(Processor processor) {
    return new FileSpeechModels(folder(), () -> processor);
  }

  @Override
  public FileSpeechModels models() {
    return models(new Processor(2, 2000));
  }

  @Override
  public void download(String id) throws IOException {
    put("ggml-" + id + "-q8_0.bin");
  }

  private Path put(String name) throws IOException {
    Files.createDirectories(folder());
    return Files.write(folder().resolve(name), ModelFile.whole());
  }

  @ParameterizedTest
  @CsvSource({"ggml-tiny-q8_0.bin", "ggml-tiny.bin", "ggml-tiny.en.bin"})
  void aFileOfTheUserCounts(String name) throws Exception {
    Path file = put(name);

    assertEquals(Optional.of(file), models().usableFile("tiny"));
    assertTrue(models().delete("tiny"));
    assertEquals(Optional.empty(), models().file("tiny"));
  }

  @Test
  void whatGoosedDownloadedIsTold() throws IOException {
    put("whisper-base-q8_0.gguf");

    SpeechModel base = models().find("base").orElseThrow();

    assertTrue(
        base.fullDescription()
            .endsWith(" The file whisper-base-q8_0.gguf is goosed's, for another engine."),
        base.fullDescription());
    assertTrue(models().all().stream().noneMatch(SpeechModel::downloaded));
  }

  @ParameterizedTest
  @CsvSource({"2, 2000, tiny", "8, 2000, base", "4, 3999, tiny", "16, 1200, base"})
  void theRecommendedModelSuitsTheMachine(int cores, double megahertz, String id) {
    List<String> recommended =
        models(new Processor(cores, megahertz)).all().stream()
            .filter(SpeechModel::recommended)
            .map(SpeechModel::id)
            .toList();

    assertEquals(List.of(id), recommended);
  }

  @Test
  void theFastestCoreCounts() throws IOException {
    Path info =
        Files.writeString(root.resolve("cpuinfo"), "cpu MHz\t\t: 2445.4\nx: 9\ncpu MHz\t: 3100\n");

    assertEquals(OptionalDouble.of(3100), Processor.megahertz(info));
    assertEquals(OptionalDouble.empty(), Processor.megahertz(root.resolve("none")));
  }
}
