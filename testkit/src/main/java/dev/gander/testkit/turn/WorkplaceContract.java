package dev.gander.testkit.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.turn.Workplace;
import dev.gander.domain.turn.Workplace.Ability;
import dev.gander.testkit.extension.RecordingProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/// The contract of every [Workplace]. It offers everything. Its client knows the file `/w/a` with
/// the lines `one`, `two` and `three`, each ended, and two commands: `hello` prints `hi` and exits
/// with 3, `stay` prints `hm` and never ends by itself.
public interface WorkplaceContract {
  Path FOLDER = Path.of("/w");

  Workplace workplace();

  /// The work of a call of which the client has been told that it began.
  Workplace.Work work();

  @Test
  default void offersEverything() {
    assertEquals(EnumSet.allOf(Ability.class), EnumSet.copyOf(workplace().abilities()));
  }

  @Test
  default void readsAFileOrAPartOfIt() throws InterruptedException {
    Path file = FOLDER.resolve("a");

    assertEquals("one\ntwo\nthree\n", workplace().read(work(), file, null, null));
    assertEquals("two\n", workplace().read(work(), file, 2L, 1L));
  }

  @Test
  default void whatIsWrittenIsRead() throws InterruptedException {
    Path file = FOLDER.resolve("b");

    workplace().write(work(), file, "neu\n");

    assertEquals("neu\n", workplace().read(work(), file, null, null));
  }

  @Test
  default void whatIsNotThereIsUnavailable() {
    assertThrows(
        Unavailable.class, () -> workplace().read(work(), FOLDER.resolve("none"), null, null));
  }

  @Test
  default void runsACommandToItsEnd() throws InterruptedException {
    assertEquals(
        new Workplace.Ran("hi", 3, null, false, true),
        workplace().run(work(), "hello", FOLDER, null));
    assertEquals(
        new Workplace.Ran("hi", 3, null, false, true),
        workplace().run(work(), "hello", FOLDER, Duration.ofMinutes(1)));
  }

  @Test
  default void aCommandIsEndedAtItsLimit() throws InterruptedException {
    Workplace.Ran ran = workplace().run(work(), "stay", FOLDER, Duration.ofMillis(1));

    assertEquals("hm", ran.output());
    assertEquals(false, ran.inTime());
    assertEquals(null, ran.exitCode());
  }

  @Test
  default void anUnknownCommandIsUnavailable() {
    assertThrows(Unavailable.class, () -> workplace().run(work(), "none", FOLDER, null));
  }

  /// Progress that nobody looks at.
  static RecordingProgress progress() {
    return new RecordingProgress();
  }
}
