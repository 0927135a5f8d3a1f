package dev.gander.adapters.speech;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.speech.engine.PlayedProgram;
import dev.gander.adapters.speech.engine.SpeechEngine;
import dev.gander.adapters.speech.model.FileSpeechModels;
import dev.gander.adapters.speech.model.ModelFile;
import dev.gander.adapters.speech.model.Processor;
import dev.gander.adapters.speech.sound.SoundFiles;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SoundFormat;
import dev.gander.domain.speech.SpeechModels;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberNotConfigured;
import dev.gander.domain.speech.TranscriberStatus;
import dev.gander.process.ChildRecords;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.speech.TranscriberContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTranscriberTest implements TranscriberContract {
  private static final String GOOSED_TINY = "model-tiny-q80.gguf";

  @TempDir Path root;
  private SpeechEngine engine;

  @BeforeEach
  void open() {
    engine = new SpeechEngine(PlayedProgram.in(root));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private record Chosen(Map<String, String> values) implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public Optional<String> secret(String key) {
      return Optional.empty();
    }
  }

  private Transcriber with(Map<String, String> settings) {
    return new LocalTranscriber(
        new FileSpeechModels(root.resolve("models"), () -> new Processor(1, 1000)),
        engine,
        new SoundFiles(ChildRecords.in(root), root),
        new Chosen(settings));
  }

  private static Map<String, String> choice(String model) {
    return Map.of(SpeechModels.CHOICE, model);
  }

  private void put(String name, byte[] bytes) throws IOException {
    Files.createDirectories(root.resolve("models"));
    Files.write(root.resolve("models").resolve(name), bytes);
  }

  private Transcriber downloaded(String model) throws IOException {
    put("ggml-" + model + "-q8_0.bin", ModelFile.whole());
    return with(choice(model));
  }

  private static Sound wav(String script) {
    return new Sound(script.getBytes(UTF_8), "audio/wav", SoundFormat.WAV);
  }

  @Override
  public Transcriber listening() throws IOException {
    return downloaded("tiny");
  }

  @Override
  public Transcriber deaf() throws IOException {
    return downloaded("base");
  }

  @Override
  public Transcriber stuck(CountDownLatch begun) throws IOException {
    Transcriber stuck = downloaded("small");
    Path sign = root.resolve("models").resolve("begun");
    Thread.ofVirtual().start(() -> countDown(begun, sign));
    return stuck;
  }

  private static void countDown(CountDownLatch begun, Path sign) {
    try {
      Eventually.holds(() -> Files.exists(sign));
      begun.countDown();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Transcriber withoutKey() {
    return with(Map.of());
  }

  @Override
  public Sound sound() {
    return wav("like-the-model");
  }

  @Test
  void aModelThatIsNotThereIsNotConfigured() throws IOException {
    Transcriber local = with(choice("base"));

    var refusal = assertThrows(TranscriberNotConfigured.class, () -> local.transcribe(sound()));

    assertEquals(
        "Speech on this machine is not configured: the model base (LOCAL_WHISPER_MODEL) is not"
            + " downloaded",
        refusal.text());
  }

  @Test
  void whatGoosedDownloadedIsTold() throws IOException {
    put(GOOSED_TINY, "GGUF".getBytes(UTF_8));
    Transcriber local = with(choice("tiny"));

    var refusal = assertThrows(TranscriberNotConfigured.class, () -> local.transcribe(sound()));

    assertTrue(refusal.text().contains(GOOSED_TINY + " is goosed's"), refusal.text());
  }

  @Test
  void aBrokenModelNeverReachesTheEngine() throws IOException {
    put("ggml-tiny.bin", "lmgg".getBytes(UTF_8));
    Transcriber local = with(choice("tiny"));

    var failure = assertThrows(Unavailable.class, () -> local.transcribe(sound()));

    assertEquals("The file of the model tiny is cut off", failure.text());
    assertEquals(Optional.empty(), engine.pid());
  }

  @Test
  void anEmptySoundIsRefused() throws IOException {
    Transcriber local = downloaded("tiny");

    var refusal = assertThrows(InvalidInput.class, () -> local.transcribe(wav("")));

    assertEquals("The audio is empty", refusal.text());
  }

  @Test
  void theEngineEndsAfterTheTimeThatIsSet() throws Exception {
    put("ggml-tiny.bin", ModelFile.whole());
    Transcriber local =
        with(Map.of(SpeechModels.CHOICE, "tiny", "GANDER_LOCAL_SPEECH_TIMEOUT", "1"));

    var failure = assertThrows(Unavailable.class, () -> local.transcribe(wav("hang")));

    assertEquals("The recording took more than 1 s (GANDER_LOCAL_SPEECH_TIMEOUT)", failure.text());
  }

  @Test
  void tellsWhichModelsThereAre() {
    TranscriberStatus.Models models = with(choice("small")).status().models();

    assertEquals(SpeechModels.CHOICE, models.key());
    assertEquals("tiny", models.usual());
    assertEquals("small", models.chosen());
    assertEquals(
        List.of("tiny", "base", "small", "medium"),
        models.offered().stream().map(TranscriberStatus.Offered::id).toList());
    assertEquals("tiny", with(choice("nope")).status().models().chosen());
    assertEquals(
        new TranscriberStatus.Keys.Own(SpeechModels.CHOICE, false), with(Map.of()).status().keys());
  }
}
