package dev.gander.testkit.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberNotConfigured;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The contract of every [Transcriber].
public interface TranscriberContract {
  /// One that is set up and hears `hello there` in every sound.
  Transcriber listening() throws Exception;

  /// One that is set up and hears nothing.
  Transcriber deaf() throws Exception;

  /// One that never ends; counts down when it has begun.
  Transcriber stuck(CountDownLatch begun) throws Exception;

  /// One that is not set up.
  Transcriber withoutKey();

  /// A sound that it can read.
  Sound sound();

  @Test
  default void whatIsHeardIsTextWithoutBlanksAround() throws Exception {
    assertEquals("hello there", listening().transcribe(sound()));
  }

  @Test
  default void silenceIsAnEmptyText() throws Exception {
    assertEquals("", deaf().transcribe(sound()));
  }

  @Test
  default void itTellsWhetherItIsSetUp() throws Exception {
    Transcriber ready = listening();
    Transcriber bare = withoutKey();

    assertTrue(ready.status().configured());
    assertFalse(bare.status().configured());
    assertEquals(ready.name(), bare.name());
    var refusal = assertThrows(TranscriberNotConfigured.class, () -> bare.transcribe(sound()));
    assertTrue(refusal.text().contains("not configured"), refusal.text());
  }

  @Test
  default void anInterruptEndsTheWork() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Transcriber stuck = stuck(begun);
    FutureTask<Boolean> interrupted =
        new FutureTask<>(
            () -> {
              assertThrows(InterruptedException.class, () -> stuck.transcribe(sound()));
              return true;
            });
    Thread thread = Thread.ofVirtual().start(interrupted);
    assertTrue(begun.await(30, TimeUnit.SECONDS));

    thread.interrupt();

    assertTrue(interrupted.get(30, TimeUnit.SECONDS));
  }
}
