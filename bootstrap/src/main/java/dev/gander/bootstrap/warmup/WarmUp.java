package dev.gander.bootstrap.warmup;

import dev.gander.bootstrap.settings.OnOff;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Practises turns right after the start, so that the first ones of users are not those in which
/// the JVM links and compiles. Gives way to whoever asks for something: it goes on when it is quiet
/// again, and gives up if it never is. Closing ends it.
public final class WarmUp implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  /// More of them make the next ones no faster that anybody would notice.
  private static final int TURNS = 60;

  /// A client that has just found out that we are ready is about to ask for more.
  private static final Duration QUIET = Duration.ofMillis(250);

  /// Between two looks whether it is quiet.
  private static final Duration LOOK = Duration.ofMillis(50);

  /// After this long the server has its users, or waits for them at leisure.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration END = Duration.ofSeconds(1);

  private final Path folders;
  private final PracticeServer.Start servers;
  private final Supplier<Duration> idle;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread;

  private WarmUp(Path folders, PracticeServer.Start servers, Supplier<Duration> idle) {
    this.folders = folders;
    this.servers = servers;
    this.idle = idle;
    this.thread = Thread.ofPlatform().daemon().name("warm-up").unstarted(this::run);
  }

  /// Whether the user wants it: `GANDER_WARMUP` is `on`, the default, or `off`.
  ///
  /// @throws InvalidInput if it is something else
  public static boolean isWanted(Map<String, String> variables) {
    return OnOff.of(variables, "GANDER_WARMUP", true);
  }

  /// Begins when it is quiet; returns at once.
  ///
  /// @param state the folder for what the program keeps, in which there is one for this
  /// @param idle how long nobody has asked for anything
  public static WarmUp start(Path state, PracticeServer.Start servers, Supplier<Duration> idle) {
    WarmUp warmUp = new WarmUp(state.resolve("gander").resolve("warm_up"), servers, idle);
    warmUp.thread.start();
    return warmUp;
  }

  private void run() {
    long begun = System.nanoTime();
    try {
      if (becomesQuiet(begun)) {
        practise(begun);
      }
    } catch (InterruptedException _) {
      // It took too long to end.
    } catch (IOException | GanderException e) {
      // The first turns take longer, as they do without it.
      LOG.log(Level.DEBUG, "no warm-up: {0}", e);
    }
  }

  private void practise(long begun) throws IOException, InterruptedException {
    try (PracticeFolder folder = PracticeFolder.make(folders);
        PracticeModel model = PracticeModel.start();
        PracticeServer server = servers.in(folder.path(), model.uri());
        PracticeTurns turns = new PracticeTurns(server.uri(), server.key(), folder.path())) {
      for (int number = 0; number < TURNS && becomesQuiet(begun); number++) {
        turns.turn(number);
      }
    }
  }

  /// Waits until it is.
  private boolean becomesQuiet(long begun) throws InterruptedException {
    while (idle.get().compareTo(QUIET) < 0) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()
          || ending.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return ending.getCount() > 0;
  }

  /// Lets the turn that is being played end, and its server: a tenth of a second, and a second at
  /// most.
  @Override
  public void close() {
    ending.countDown();
    try {
      if (!thread.join(END)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
