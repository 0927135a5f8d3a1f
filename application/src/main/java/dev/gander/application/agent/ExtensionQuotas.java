package dev.gander.application.agent;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.InvalidInput;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;

/// How often the extensions of an agent may ask its model and its user until the next turn, or the
/// next direct call between turns, begins. A server that asks in an endless loop would cost money,
/// or patience. Thread-safe.
public final class ExtensionQuotas {
  static final String SAMPLING_KEY = "GANDER_MAX_SAMPLING";
  static final String QUESTIONS_KEY = "GANDER_MAX_ELICITATIONS";
  private static final System.Logger LOG = System.getLogger(ExtensionQuotas.class.getName());
  private static final int DEFAULT_SAMPLES = 100;
  private static final int DEFAULT_QUESTIONS = 20;

  private final TypedSettings settings;
  private final AtomicInteger samples = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger turns = new AtomicInteger();

  /// A turn under way.
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  ExtensionQuotas(TypedSettings settings) {
    this.settings = settings;
  }

  /// A turn begins. It ends when the result is closed.
  public Turn beginTurn() {
    turns.incrementAndGet();
    renew();
    return turns::decrementAndGet;
  }

  /// A direct call begins. One during a turn is part of it: an app that calls tools must not give
  /// its server another hundred requests each time.
  public void beginCall() {
    if (turns.get() == 0) {
      renew();
    }
  }

  private void renew() {
    samples.set(0);
    questions.set(0);
  }

  /// @throws ExtensionException if the model was asked too often
  void takeSample() {
    take(samples, SAMPLING_KEY, DEFAULT_SAMPLES, "requests to the model");
  }

  /// @throws ExtensionException if the user was asked too often
  public void takeQuestion() {
    take(questions, QUESTIONS_KEY, DEFAULT_QUESTIONS, "questions to the user");
  }

  private void take(AtomicInteger taken, String key, int otherwise, String what) {
    int most = limit(key, otherwise);
    if (taken.getAndUpdate(count -> Math.min(count + 1, Integer.MAX_VALUE - 1)) >= most) {
      throw new ExtensionException(
          "Extensions may send %d %s in a turn (%s)".formatted(most, what, key), null);
    }
  }

  private int limit(String key, int otherwise) {
    try {
      return Math.clamp(settings.integer(key).orElse(otherwise), 0, Integer.MAX_VALUE - 1);
    } catch (InvalidInput e) {
      LOG.log(Level.WARNING, e.text());
      return otherwise;
    }
  }
}
