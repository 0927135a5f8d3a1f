package dev.gander.bootstrap.warmup;

import dev.gander.bootstrap.settings.OnOff;
import dev.gander.domain.config.OwnState;
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
import org.jspecify.annotations.Nullable;

/// Practises turns right after the start, so that the first ones of users are not those in which
/// the JVM links and compiles. Gives way to whoever asks for something: it goes on when it is quiet
/// again, and gives up if it never is.
public final class WarmUp implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  /// Twice as many as a method needs calls to be compiled, so that what runs once a turn is.
  private static final int TURNS = 200;

  /// A client that has just found out that we are ready is about to ask for more.
  private static final Duration QUIET = Duration.ofMillis(250);

  /// Between two looks whether it is quiet.
  private static final Duration LOOK = Duration.ofMillis(50);

  /// After this long the server has its users, or waits for them at leisure.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// For a turn and the end of its server, on a busy machine; in the tenth part on one that is not.
  private static final Duration END = Duration.ofSeconds(1);

  private final Path folders;
  private final PracticeServer.Start servers;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile @Nullable PracticeTurns playing;

  /// Begins nothing yet.
  ///
  /// @param state the folder for what the program keeps, in which there is one for this
  public WarmUp(Path state, PracticeServer.Start servers) {
    this.folders = OwnState.WARM_UP.in(state);
    this.servers = servers;
  }

  /// Whether the user wants it: `GANDER_WARMUP` is `on`, the default, or `off`.
  ///
  /// @throws InvalidInput if it is something else
  public static boolean isWanted(Map<String, String> variables) {
    return OnOff.of(variables, "GANDER_WARMUP", true);
  }

  /// Begins when it is quiet; returns at once. To be called once.
  ///
  /// @param idle how long nobody has asked for anything
  public void begin(Supplier<Duration> idle) {
    thread = Thread.ofPlatform().daemon().name("warm-up").start(() -> run(idle));
  }

  private void run(Supplier<Duration> idle) {
    long begun = System.nanoTime();
    try {
      if (becomesQuiet(idle, begun)) {
        practise(idle, begun);
      }
    } catch (InterruptedException _) {
      // Nobody interrupts this thread.
    } catch (IOException | GanderException e) {
      // The first turns take longer, as they do without it.
      LOG.log(Level.DEBUG, "no warm-up: {0}", e);
    }
  }

  private void practise(Supplier<Duration> idle, long begun)
      throws IOException, InterruptedException {
    try (PracticeFolder folder = PracticeFolder.make(folders);
        PracticeModel model = PracticeModel.start();
        PracticeServer server = servers.in(folder.path(), model.uri());
        PracticeTurns turns = new PracticeTurns(server.uri(), server.key(), folder.path())) {
      playing = turns;
      for (int number = 0; number < TURNS && becomesQuiet(idle, begun); number++) {
        turns.turn(number);
      }
    }
  }

  /// Waits until it is.
  private boolean becomesQuiet(Supplier<Duration> idle, long begun) throws InterruptedException {
    while (idle.get().compareTo(QUIET) < 0) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()
          || ending.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return ending.getCount() > 0;
  }

  /// Plays no further turn. Does not wait.
  public void end() {
    ending.countDown();
  }

  /// Ends it, and waits a second for the turn that is being played, then as long for its server.
  @Override
  public void close() {
    end();
    Thread practising = thread;
    if (practising == null) {
      return;
    }
    try {
      if (!practising.join(END)) {
        PracticeTurns hanging = playing;
        if (hanging != null) {
          hanging.close();
        }
        practising.join(END);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
