package dev.gander.adapters.speech.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.speech.engine.SpeechEngine.Limits;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.speech.TranscriberBusy;
import dev.gander.domain.speech.TranscriptionTooSlow;
import dev.gander.process.ChildRecords;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechEngineTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Limits PATIENT = new Limits(LONG, LONG, LONG);
  private static final Limits HASTY = new Limits(LONG, Duration.ofMillis(200), LONG);

  @TempDir Path root;
  private Path model;
  private SpeechEngine engine;

  @BeforeEach
  void open() throws IOException {
    model = Files.writeString(root.resolve("a.bin"), "load");
    engine = new SpeechEngine(PlayedProgram.in(root));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Path sound(String script) throws IOException {
    return Files.writeString(root.resolve("sound.wav"), script);
  }

  private static String listen(SpeechEngine engine, Path model, Path sound, Limits limits)
      throws InterruptedException {
    try (SpeechEngine.Place place = engine.enter()) {
      return place.transcribe(model, sound, limits);
    }
  }

  private String transcribe(String script) throws Exception {
    return listen(engine, model, sound(script), PATIENT);
  }

  private long pid() {
    return engine.pid().orElseThrow();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /// Folders of processes.
  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(it -> it.getFileName().toString().startsWith("gander-")).toList();
    }
  }

  @Test
  void oneProcessServesAllCalls() throws Exception {
    assertEquals("Größe 🦆", transcribe("say Größe 🦆"));
    long first = pid();

    assertThrows(InvalidInput.class, () -> transcribe("spell no WAV"));
    assertEquals("two", transcribe("say two"));

    assertEquals(first, pid());
  }

  @Test
  void theProcessGetsNoneOfOurVariables() throws Exception {
    assertEquals("no secret", transcribe("tell"));
  }

  @Test
  void anotherModelGetsAnotherProcess() throws Exception {
    transcribe("say one");
    long first = pid();
    model = Files.writeString(root.resolve("b.bin"), "load");

    assertEquals("two", transcribe("say two"));

    assertNotEquals(first, pid());
    assertTrue(!isAlive(first));
    assertEquals(1, left().size());
  }

  @Test
  void aModelThatWasReplacedIsLoadedAnew() throws Exception {
    transcribe("say one");
    long first = pid();
    Path other = Files.writeString(root.resolve("other.bin"), "load");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(model));
    Files.move(other, model, StandardCopyOption.REPLACE_EXISTING);

    assertEquals("two", transcribe("say two"));
    long second = pid();
    assertNotEquals(first, second);
    assertTrue(!isAlive(first));

    assertEquals("three", transcribe("say three"));
    assertEquals(second, pid());
  }

  @Test
  void aModelThatIsGoneEndsItsProcess() throws Exception {
    transcribe("say one");
    long first = pid();
    Files.delete(model);

    var failure = assertThrows(Unavailable.class, () -> transcribe("say two"));

    assertTrue(failure.text().startsWith("The speech engine cannot be started"), failure.text());
    assertEquals(Optional.empty(), engine.pid());
    assertTrue(!isAlive(first));
  }

  @ParameterizedTest
  @CsvSource({
    "die,         The speech engine crashed (exit code 134)",
    "babble,      The speech engine crashed (exit code -1)",
    "fail so sad, The speech engine failed: so sad",
    "grow,        The speech engine crashed (exit code 1)"
  })
  void afterAFailureTheNextCallStartsAnew(String script, String words) throws Exception {
    var failure = assertThrows(Unavailable.class, () -> transcribe(script));

    assertTrue(failure.text().startsWith(words), failure.text());
    assertEquals(Optional.empty(), engine.pid());
    assertEquals(List.of(), left());
    assertEquals("well", transcribe("say well"));
  }

  @Test
  void whatTakesTooLongIsEnded() throws Exception {
    transcribe("say one");
    long first = pid();
    Path hanging = sound("hang");

    var failure =
        assertThrows(TranscriptionTooSlow.class, () -> listen(engine, model, hanging, HASTY));

    assertTrue(failure.text().contains("GANDER_LOCAL_SPEECH_TIMEOUT"), failure.text());
    assertTrue(!isAlive(first));
    assertEquals(List.of(), left());
  }

  @ParameterizedTest
  @CsvSource({
    "fail so broken, The speech model cannot be loaded: so broken",
    "die,            The speech engine crashed (exit code 134)",
    "hang,           Loading the model took more than 0 s"
  })
  void aModelThatDoesNotLoadLeavesNothing(String script, String words) throws Exception {
    Files.writeString(model, script);
    Limits limits = new Limits(script.equals("hang") ? Duration.ofMillis(900) : LONG, LONG, LONG);
    Path sound = sound("say one");

    var failure = assertThrows(Unavailable.class, () -> listen(engine, model, sound, limits));

    assertTrue(failure.text().startsWith(words), failure.text());
    assertEquals(Optional.empty(), engine.pid());
    assertEquals(List.of(), left());
  }

  @Test
  void whatNobodyUsesEnds() throws Exception {
    Limits limits = new Limits(LONG, LONG, Duration.ofMillis(50));
    listen(engine, model, sound("say one"), limits);

    Eventually.holds(() -> engine.pid().isEmpty());

    assertEquals(List.of(), left());
  }

  @Test
  void onlySoManyWait() throws Exception {
    Path hanging = sound("hang");
    List<Thread> waiting =
        IntStream.range(0, 5).mapToObj(_ -> Thread.ofVirtual().start(() -> hang(hanging))).toList();
    Eventually.holds(() -> engine.isFull());

    var refusal = assertThrows(TranscriberBusy.class, () -> transcribe("say more"));

    assertEquals("The speech engine is busy: 5 wait for it", refusal.text());
    waiting.forEach(Thread::interrupt);
    Eventually.holds(() -> waiting.stream().noneMatch(Thread::isAlive));
    assertEquals("more", transcribe("say more"));
  }

  private void hang(Path sound) {
    try {
      listen(engine, model, sound, PATIENT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closingEndsTheProcess() throws Exception {
    transcribe("say one");
    long first = pid();

    engine.close();

    assertTrue(!isAlive(first));
    assertEquals(List.of(), left());
    var refusal = assertThrows(Unavailable.class, () -> transcribe("say two"));
    assertEquals("The server stops", refusal.text());
  }

  @Test
  void withoutTheProgramItSaysSo() throws Exception {
    try (SpeechEngine none =
        new SpeechEngine(new EngineProgram(Map.of(), List.of(), ChildRecords.in(root), root))) {
      Path sound = sound("say one");

      var refusal = assertThrows(Unavailable.class, () -> listen(none, model, sound, PATIENT));

      assertEquals("Speech on this machine is not installed", refusal.text());
    }
  }
}
