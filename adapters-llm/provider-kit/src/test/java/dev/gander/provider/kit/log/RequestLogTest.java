package dev.gander.provider.kit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.process.ProcessIdentity;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.TestChat;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ProviderContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of requests, however they end.
class RequestLogTest extends ServiceTest {
  private static final String OK =
      "data: {\"id\":\"r\",\"model\":\"mock\",\"choices\":[{\"index\":0,"
          + "\"delta\":{\"content\":\"fine\"},\"finish_reason\":null}]}\n\n";

  private final List<Duration> pauses = new ArrayList<>();
  @TempDir Path logs;

  @Test
  void theLastTenRequestsAreLoggedWithoutTheKey() throws Exception {
    Provider provider = provider();
    for (int i = 0; i < 12; i++) {
      service.pieces(OK, "data: [DONE]\n\n");
      try (ProviderStream stream = provider.stream(request())) {
        ProviderContract.drain(stream);
      }
    }
    assertEquals(10, files().size());
    List<String> newest = Files.readAllLines(logs.resolve("llm_request.0.jsonl"));
    assertTrue(newest.getFirst().startsWith("{\"model_config\":{\"model_name\":\"mock\""));
    assertTrue(newest.get(1).startsWith("{\"data\":{\"id\":\"r\""), newest.get(1));
    assertFalse(String.join("\n", newest).contains("hush"));
  }

  @Test
  void aRequestThatIsInterruptedIsLoggedToo() throws Exception {
    Provider provider = provider();
    service.pieces(OK, "data: [DONE]\n\n");
    Thread.currentThread().interrupt();
    try {
      assertThrows(InterruptedException.class, () -> provider.stream(request()).close());
    } finally {
      Thread.interrupted();
    }

    List<String> log = Files.readAllLines(logs.resolve("llm_request.0.jsonl"));
    assertTrue(log.getFirst().startsWith("{\"model_config\":{\"model_name\":\"mock\""));
  }

  @Test
  void logsOfAProcessThatWasKilledAreDeletedWhenTheyAreOld() throws Exception {
    Path old = Files.writeString(logs.resolve("llm_request.a-1.jsonl"), "{}\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Path running = Files.writeString(logs.resolve("llm_request.a-2.jsonl"), "{}\n");
    Provider provider = provider();
    service.pieces(OK, "data: [DONE]\n\n");

    try (ProviderStream stream = provider.stream(request())) {
      ProviderContract.drain(stream);
    }

    assertEquals(Set.of(running, logs.resolve("llm_request.0.jsonl")), files());
  }

  @Test
  void logsOfAProcessThatRunsNoLongerAreDeletedAtOnce() throws Exception {
    Process other = new ProcessBuilder("sleep", "1000").start();
    ProcessIdentity mine = ProcessIdentity.current();
    Path running = log(ProcessIdentity.of(other.toHandle()).text() + "-a");
    Path earlier = log(new ProcessIdentity(mine.pid(), "1").text() + "-b");
    try {
      send();
      assertEquals(Set.of(running, logs.resolve("llm_request.0.jsonl")), files());
      assertFalse(Files.exists(earlier));
    } finally {
      other.destroyForcibly().waitFor();
    }
    send();
    assertEquals(
        Set.of(logs.resolve("llm_request.0.jsonl"), logs.resolve("llm_request.1.jsonl")), files());
  }

  @Test
  void everyLogGetsItsNumberAlsoWhenAnotherServerNumbersItsOwn() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> other = threads.submit(() -> renumberUntil(over));
      for (int i = 0; i < 150; i++) {
        send();
      }
      over.set(true);
      other.get();
    }
    assertEquals(
        Set.of(),
        files().stream().filter(RequestLogTest::isUnfinished).collect(Collectors.toSet()));
  }

  private static boolean isUnfinished(Path log) {
    return log.getFileName().toString().contains("-");
  }

  /// As a server does that logs one request after the other.
  private Void renumberUntil(AtomicBoolean over) throws IOException {
    while (!over.get()) {
      for (int i = 9; i > 0; i--) {
        try {
          Files.move(
              logs.resolve("llm_request." + (i - 1) + ".jsonl"),
              logs.resolve("llm_request." + i + ".jsonl"),
              StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException _) {
          // We are faster.
        }
      }
      log("0");
    }
    return null;
  }

  private Path log(String name) throws IOException {
    return Files.writeString(logs.resolve("llm_request." + name + ".jsonl"), "{}\n");
  }

  private void send() throws Exception {
    service.pieces(OK, "data: [DONE]\n\n");
    try (ProviderStream stream = provider().stream(request())) {
      ProviderContract.drain(stream);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseCanReadTheLogs() throws Exception {
    Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));

    send();

    assertEquals("rwx------", mode(logs));
    assertEquals("rw-------", mode(logs.resolve("llm_request.0.jsonl")));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aRequestThatIsCancelledBeforeItsAnswerIsLoggedToo() throws Exception {
    service.status(429, "{}");
    Provider provider =
        provider(
            _ -> {
              throw new InterruptedException("cancelled");
            });

    assertThrows(InterruptedException.class, () -> provider.stream(request()));

    assertEquals(Set.of(logs.resolve("llm_request.0.jsonl")), files());
    assertEquals(1, Files.readAllLines(logs.resolve("llm_request.0.jsonl")).size());
  }

  @Test
  void aLogThatCannotBeWrittenToItsEndIsClosedAndKept() throws Exception {
    Path file = Files.writeString(logs.resolve("llm_request.a-1.jsonl"), "{}\n");
    AtomicInteger closed = new AtomicInteger();
    RequestLog.Entry log = new RequestLog.Entry(new KnownSecrets(), file, full(closed));

    for (int i = 0; i < 2; i++) {
      log.delta(Delta.of(new ProviderUsage("mock", TokenUsage.of(1L, 1L, null))));
    }

    assertEquals(1, closed.get());
    assertEquals(Set.of(logs.resolve("llm_request.0.jsonl")), files());
    log.close();
    assertEquals(Set.of(logs.resolve("llm_request.0.jsonl")), files());
  }

  private static OutputStream full(AtomicInteger closed) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException("no space left");
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  private Set<Path> files() throws IOException {
    try (var files = Files.list(logs)) {
      return files.collect(Collectors.toSet());
    }
  }

  private Provider provider() {
    return provider(pauses::add);
  }

  private Provider provider(ClientEnvironment.Sleeper sleeper) {
    return TestChat.at(
        service.url(),
        "hush",
        TestSettings.of().loggingTo(logs),
        ClientEnvironment.repeatable(TestTime.CLOCK, sleeper));
  }

  private static ProviderRequest request() {
    return new ProviderRequest(
        ModelConfig.of("mock"),
        "s1",
        "",
        List.of(Message.user("u", 1, new Content.Text("hello"))),
        List.of());
  }
}
