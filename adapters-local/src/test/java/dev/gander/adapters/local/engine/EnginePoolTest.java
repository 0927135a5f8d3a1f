package dev.gander.adapters.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.adapters.local.shelf.LoadSettings;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.localmodel.TemplateChoice;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EnginePoolTest {
  private static final long GIGABYTE = 1_000_000_000;
  private static final Duration NEVER = Duration.ofHours(1);

  private final Engines engines = new Engines();
  private long available = 20 * GIGABYTE;
  private Duration idle = NEVER;
  private final EnginePool pool =
      new EnginePool(
          engines,
          new MachineMemory() {
            @Override
            public long available() {
              return available;
            }

            @Override
            public long total() {
              return 10 * GIGABYTE;
            }
          },
          () -> idle);

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void aModelHasOneEngineWhichStays() throws Exception {
    EngineLease first = pool.acquire(model("a", 1));
    EngineLease second = pool.acquire(model("a", 1));
    first.succeed();
    second.close();
    EngineLease third = pool.acquire(model("a", 1));

    assertEquals(first.address(), third.address());
    assertEquals(1, engines.started.size());
  }

  @Test
  void modelsShareTheMemoryIfThereIsEnough() throws Exception {
    pool.acquire(model("a", 1));
    pool.acquire(model("b", 1));

    assertTrue(engines.started.stream().allMatch(StubEngine::isRunning));
    assertEquals(2, engines.started.size());
  }

  @Test
  void anUnusedEngineMakesRoom() throws Exception {
    pool.acquire(model("a", 1)).succeed();
    StubEngine first = engines.started.take();
    available = 0;
    first.whenEnded(() -> available = 2 * GIGABYTE);

    pool.acquire(model("b", 1));

    assertFalse(first.isRunning());
  }

  @Test
  void anEngineInUseIsWaitedFor() throws Exception {
    EngineLease first = pool.acquire(model("a", 1));
    StubEngine engine = engines.started.take();
    available = 0;
    engine.whenEnded(() -> available = 2 * GIGABYTE);
    FutureTask<EngineLease> second = new FutureTask<>(() -> pool.acquire(model("b", 1)));
    Thread waiting = Thread.ofVirtual().start(second);
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertTrue(engine.isRunning());

    first.close();

    assertFalse(second.get().isEnding());
    assertFalse(engine.isRunning());
  }

  @Test
  void aModelThatIsTooLargeIsRefusedWithTheFigures() {
    available = 4 * GIGABYTE;
    String message =
        assertThrows(ProviderException.ExecutionError.class, () -> pool.acquire(model("big", 50)))
            .text();

    assertTrue(message.startsWith("The model big needs 50."), message);
    assertThrows(ProviderException.ExecutionError.class, () -> pool.requireHope(model("big", 50)));
    pool.requireHope(model("a", 5));
    assertTrue(message.contains("of the 10.0 GB of this machine, 4.0 GB are free"), message);
    assertEquals(0, engines.started.size());
  }

  @Test
  void anUnusedEngineEndsAfterAWhile() throws Exception {
    idle = Duration.ofMillis(1);
    EngineLease lease = pool.acquire(model("a", 1));
    StubEngine engine = engines.started.take();
    assertTrue(engine.isRunning());

    lease.succeed();

    engine.awaitEnd();
  }

  @Test
  void anEngineThatHasDiedIsStartedAgain() throws Exception {
    EngineLease lease = pool.acquire(model("a", 1));
    engines.started.take().end();
    lease.close();

    pool.acquire(model("a", 1));

    assertTrue(engines.started.remove().isRunning());
  }

  @Test
  void otherSettingsOrAnotherFileAreAnotherEngine() throws Exception {
    pool.acquire(model("a", 1)).close();
    StubEngine old = engines.started.take();

    pool.acquire(model("a", 2));

    assertFalse(old.isRunning());
  }

  @Test
  void aModelThatNeverLoadsIsNotTriedForEver() {
    engines.failure = new ProviderException.ExecutionError("The model a is broken", null);
    for (int i = 0; i < 2; i++) {
      assertEquals("The model a is broken", failure("a"));
    }
    assertEquals("The model a is broken", failure("a"));
    String last = failure("a");

    assertTrue(last.contains("failed 3 times"), last);
    assertEquals(
        last,
        assertThrows(ProviderException.ExecutionError.class, () -> pool.requireHope(model("a", 1)))
            .text());
    assertEquals(3, engines.tries.get());
  }

  @Test
  void whoGivesUpWhileItStartsEndsIt() throws Exception {
    engines.gate = new CountDownLatch(1);
    FutureTask<EngineLease> waiting = new FutureTask<>(() -> pool.acquire(model("a", 1)));
    Thread thread = Thread.ofVirtual().start(waiting);
    engines.asked.await();

    thread.interrupt();

    assertThrows(Exception.class, waiting::get);
    assertTrue(engines.interrupted.get(30, TimeUnit.SECONDS));
    engines.gate = null;
    assertFalse(pool.acquire(model("a", 1)).isEnding());
  }

  @Test
  void anEngineThatDoesNotAnswerIsEndedWhenNobodyElseWaitsForIt() throws Exception {
    EngineLease other = pool.acquire(model("a", 1));
    StubEngine engine = engines.started.take();
    EngineLease stuck = pool.acquire(model("a", 1));

    stuck.giveUp();
    assertTrue(engine.isRunning(), "it may only be busy with the other answer");
    other.succeed();

    assertFalse(engine.isRunning());
    assertFalse(stuck.isEnding(), "it has not died");
    pool.acquire(model("a", 1)).succeed();
    assertTrue(engines.started.take().isRunning());
  }

  @Test
  void anEngineThatKeepsWorkingOnAPromptIsEnded() throws Exception {
    EngineLease began = pool.acquire(model("a", 1));
    StubEngine engine = engines.started.take();
    began.abandon(true);
    assertTrue(engine.isRunning());

    EngineLease other = pool.acquire(model("a", 1));
    pool.acquire(model("a", 1)).abandon(false);
    assertTrue(engine.isRunning(), "somebody else uses it");

    other.abandon(false);
    assertFalse(engine.isRunning());
  }

  @Test
  void unloadingAndClosingEndEngines() throws Exception {
    pool.acquire(model("a", 1));
    pool.acquire(model("b", 1));
    StubEngine first = engines.started.take();
    StubEngine second = engines.started.take();

    pool.unload(Path.of("/models/a"));
    assertFalse(first.isRunning());
    assertTrue(second.isRunning());

    pool.close();
    assertFalse(second.isRunning());
    assertEquals("This server is ending", failure("c"));
  }

  @Test
  void anEvictedEngineEndsWithItsLastAnswer() throws Exception {
    Path file = Path.of("/models/a");
    assertFalse(pool.isLoaded(file));
    EngineLease first = pool.acquire(model("a", 1));
    EngineLease second = pool.acquire(model("a", 1));
    StubEngine engine = engines.started.take();
    assertTrue(pool.isLoaded(file));
    assertFalse(pool.isLoaded(Path.of("/models/b")));

    pool.evict(file);
    first.succeed();
    assertTrue(engine.isRunning());
    assertTrue(pool.isLoaded(file));

    second.close();
    assertFalse(engine.isRunning());
    assertFalse(pool.isLoaded(file));
  }

  @Test
  void anEvictedEngineThatIsFreeEndsAtOnceAndIsStartedByTheNextUse() throws Exception {
    pool.acquire(model("a", 1)).succeed();
    StubEngine engine = engines.started.take();

    pool.evict(Path.of("/models/b"));
    assertTrue(engine.isRunning());
    pool.evict(Path.of("/models/a"));
    assertFalse(engine.isRunning());

    pool.acquire(model("a", 1)).succeed();
    assertTrue(engines.started.take().isRunning(), "one eviction is one");
  }

  private String failure(String model) {
    return assertThrows(ProviderException.ExecutionError.class, () -> pool.acquire(model(model, 1)))
        .text();
  }

  private static EngineSpec model(String name, int gigabytes) {
    LoadSettings load =
        new LoadSettings(
            OptionalInt.of(512),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            false,
            false,
            new TemplateChoice.Embedded(),
            "",
            Optional.empty());
    GgufHeader header =
        new GgufHeader(
            "llama",
            new GgufHeader.Shape(512, 1, 64, 1, 1, 64, 64),
            "",
            1000,
            gigabytes * GIGABYTE,
            1);
    return new EngineSpec(
        name,
        Path.of("/models").resolve(name),
        new KnownHeaders.Known(gigabytes, Instant.EPOCH, header),
        Optional.empty(),
        load,
        new BundledEngine(List.of(), Optional.empty(), ""));
  }

  private static final class Engines implements RunningEngine.Starter {
    private final BlockingQueue<StubEngine> started = new LinkedBlockingQueue<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private volatile ProviderException failure;
    private volatile CountDownLatch gate;
    private final AtomicInteger tries = new AtomicInteger();

    @Override
    public RunningEngine start(EngineSpec spec) throws InterruptedException {
      int number = tries.incrementAndGet();
      asked.countDown();
      try {
        if (gate != null) {
          gate.await();
        }
      } catch (InterruptedException e) {
        interrupted.complete(true);
        throw e;
      }
      if (failure != null) {
        throw failure;
      }
      StubEngine engine = new StubEngine(URI.create("http://" + spec.model() + number + "/"));
      started.add(engine);
      return engine;
    }
  }
}
