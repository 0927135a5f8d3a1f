package dev.gander.testkit.tool;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.recipe.ShellCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Understands `exit N`, `sleep SECONDS` and `fail N`, which ends with 1 the first N times. Folders
/// exist unless they are called `gone`.
public final class ScriptedShellCommands implements ShellCommands {
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();

  /// The commands so far, in order.
  public List<String> ran() {
    return List.copyOf(ran);
  }

  public long running() {
    return running.get();
  }

  @Override
  public OptionalInt run(String command, Path folder, Duration limit) throws InterruptedException {
    if (Optional.ofNullable(folder.getFileName()).filter(Path.of("gone")::equals).isPresent()) {
      throw new Unavailable("There is no folder " + folder);
    }
    ran.add(command);
    running.incrementAndGet();
    try {
      return run(command.split(" "), limit);
    } finally {
      running.decrementAndGet();
    }
  }

  private OptionalInt run(String[] words, Duration limit) throws InterruptedException {
    int number = Integer.parseInt(words[1]);
    return switch (words[0]) {
      case "exit" -> OptionalInt.of(number);
      case "fail" -> OptionalInt.of(failures.getAndIncrement() < number ? 1 : 0);
      case "sleep" -> sleep(Duration.ofSeconds(number), limit);
      default -> OptionalInt.of(127);
    };
  }

  private static OptionalInt sleep(Duration time, Duration limit) throws InterruptedException {
    boolean inTime = time.compareTo(limit) <= 0;
    Duration until = inTime ? time : limit;
    boolean never = new CountDownLatch(1).await(until.toNanos(), TimeUnit.NANOSECONDS);
    return inTime || never ? OptionalInt.of(0) : OptionalInt.empty();
  }
}
