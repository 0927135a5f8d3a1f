package dev.gander.adapters.speech.engine;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.speech.TranscriberBusy;
import dev.gander.domain.speech.TranscriptionTooSlow;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Listens with one model at a time, in a process that starts with the first use and ends when
/// nobody has used it for a while. The engine knows no way to break off, so a call that is
/// cancelled, or takes too long, ends the process. Calls wait for each other. Thread-safe.
public final class SpeechEngine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SpeechEngine.class.getName());

  /// One call is served; each that waits holds its recording in memory.
  private static final int MOST_AT_ONCE = 5;

  private final EngineProgram program;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final ReentrantLock turn = new ReentrantLock(true);
  private volatile @Nullable EngineProcess running;
  private volatile boolean closed;

  /// @param loading how long a model may take to load
  /// @param listening how long a recording may take
  /// @param idle how long the process stays without work
  public record Limits(Duration loading, Duration listening, Duration idle) {}

  public SpeechEngine(EngineProgram program) {
    this.program = program;
  }

  /// Takes a place in the queue, before anything is done for a recording.
  ///
  /// @throws TranscriberBusy if too many others have one
  /// @throws Unavailable if the engine is not installed
  public Place enter() {
    if (!program.isInstalled()) {
      throw new Unavailable("Speech on this machine is not installed");
    }
    if (!places.tryAcquire()) {
      throw new TranscriberBusy("The speech engine is busy: " + MOST_AT_ONCE + " wait for it");
    }
    return new Place();
  }

  /// The right to wait for the engine. One thread; close it once.
  public final class Place implements AutoCloseable {
    private Place() {}

    /// Listens to a file of the kind WAV.
    ///
    /// @param model that was checked: the engine believes what is in it
    /// @throws InvalidInput if the sound cannot be read
    /// @throws TranscriptionTooSlow if it takes longer than the limits allow
    /// @throws Unavailable if the engine fails
    public String transcribe(Path model, Path sound, Limits limits) throws InterruptedException {
      turn.lockInterruptibly();
      try {
        return text(process(model, limits), sound, limits);
      } finally {
        turn.unlock();
      }
    }

    @Override
    public void close() {
      places.release();
    }
  }

  private String text(EngineProcess process, Path sound, Limits limits)
      throws InterruptedException {
    boolean goesOn = false;
    try {
      Reply reply =
          process
              .ask(sound, limits.listening())
              .orElseThrow(() -> tooSlow("The recording", limits.listening()));
      goesOn = reply.kind() == Reply.Kind.TEXT || reply.kind() == Reply.Kind.BROKEN_SOUND;
      return switch (reply.kind()) {
        case TEXT -> reply.text();
        case BROKEN_SOUND -> throw new InvalidInput("The audio cannot be read: " + reply.text());
        case FAILED -> throw new Unavailable("The speech engine failed: " + reply.text());
        case GONE, READY -> throw crashed(process);
      };
    } finally {
      if (!goesOn) {
        end();
      }
    }
  }

  private EngineProcess process(Path model, Limits limits) throws InterruptedException {
    if (closed) {
      throw new Unavailable("The server stops");
    }
    try {
      ModelStamp file = ModelStamp.at(model);
      EngineProcess known = running;
      if (known != null && known.isRunning() && known.model().equals(file)) {
        return known;
      }
      end();
      EngineProcess started = program.start(file);
      running = started;
      awaitReady(started, limits.loading());
      Thread.ofVirtual()
          .name("speech-idle-" + started.pid())
          .start(() -> endWhenIdle(started, limits.idle()));
      return started;
    } catch (IOException e) {
      end();
      throw new Unavailable("The speech engine cannot be started: " + e.getMessage(), e);
    }
  }

  private void awaitReady(EngineProcess started, Duration limit) throws InterruptedException {
    boolean ready = false;
    try {
      Reply reply = started.reply(limit).orElseThrow(() -> tooSlow("Loading the model", limit));
      ready = reply.kind() == Reply.Kind.READY;
      if (reply.kind() == Reply.Kind.FAILED) {
        throw new Unavailable("The speech model cannot be loaded: " + reply.text());
      }
      if (!ready) {
        throw crashed(started);
      }
    } finally {
      if (!ready) {
        end();
      }
    }
  }

  private static Unavailable crashed(EngineProcess process) throws InterruptedException {
    String words = process.lastWords();
    LOG.log(Level.WARNING, "the speech engine ended with {0}", words);
    String exit = words.split(":", 2)[0];
    return new Unavailable(
        "The speech engine crashed (" + exit + "); the model may be broken, or need more memory");
  }

  private static TranscriptionTooSlow tooSlow(String what, Duration limit) {
    return new TranscriptionTooSlow(
        what + " took more than " + limit.toSeconds() + " s (GANDER_LOCAL_SPEECH_TIMEOUT)", null);
  }

  private void endWhenIdle(EngineProcess process, Duration limit) {
    try {
      Duration left = limit;
      while (left.isPositive()) {
        Thread.sleep(left);
        turn.lockInterruptibly();
        try {
          if (running != process) {
            return;
          }
          left = limit.minus(process.idle());
          if (!left.isPositive()) {
            end();
          }
        } finally {
          turn.unlock();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether another call would be refused now.
  boolean isFull() {
    return places.availablePermits() == 0;
  }

  /// The number of the process; empty if there is none.
  public Optional<Long> pid() {
    turn.lock();
    try {
      return Optional.ofNullable(running).map(EngineProcess::pid);
    } finally {
      turn.unlock();
    }
  }

  private void end() {
    EngineProcess process = running;
    running = null;
    if (process != null) {
      process.end();
    }
  }

  /// Ends the process, and with it the call that it works for.
  @Override
  public void close() {
    closed = true;
    EngineProcess process = running;
    if (process != null) {
      process.end();
    }
    turn.lock();
    try {
      end();
    } finally {
      turn.unlock();
    }
  }
}
