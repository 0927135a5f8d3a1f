package dev.gander.testkit.tool;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.hook.Hook;
import dev.gander.domain.hook.HookAnswer;
import dev.gander.domain.hook.HookCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Understands `cat`, `echo TEXT`, `echo TEXT >&2`, `sleep SECONDS` and `exit N`, several of them
/// with `; ` between them; `break` cannot be started.
public final class ScriptedHookCommands implements HookCommands {
  private static final String TO_ERRORS = " >&2";

  /// What a hook got to read, and where it ran.
  public record Run(String command, Path folder, String input) {}

  private final List<Run> ran = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  /// The hooks so far, in order.
  public List<Run> ran() {
    return List.copyOf(ran);
  }

  /// How many hooks ran at the same time.
  public int mostAtOnce() {
    return mostAtOnce.get();
  }

  public long running() {
    return running.get();
  }

  @Override
  public HookAnswer run(Hook hook, Path folder, String input) throws InterruptedException {
    if (hook.command().equals("break")) {
      throw new Unavailable("There is no shell");
    }
    ran.add(new Run(hook.command(), folder, input));
    mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      return run(hook, input);
    } finally {
      running.decrementAndGet();
    }
  }

  private static HookAnswer run(Hook hook, String input) throws InterruptedException {
    StringBuilder output = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    int code = 0;
    for (String part : hook.command().split("; ")) {
      String rest = part.substring(Math.min(part.length(), part.indexOf(' ') + 1));
      if (part.equals("cat")) {
        output.append(input);
      } else if (part.endsWith(TO_ERRORS)) {
        errors.append(rest, 0, rest.length() - TO_ERRORS.length()).append('\n');
      } else if (part.startsWith("echo ")) {
        output.append(rest).append('\n');
      } else if (part.startsWith("exit ")) {
        code = Integer.parseInt(rest);
      } else if (isTooLong(Duration.ofSeconds(Long.parseLong(rest)), hook.limit())) {
        return new HookAnswer(OptionalInt.empty(), output.toString(), errors.toString());
      }
    }
    return new HookAnswer(OptionalInt.of(code), output.toString(), errors.toString());
  }

  private static boolean isTooLong(Duration time, Duration limit) throws InterruptedException {
    Duration until = time.compareTo(limit) < 0 ? time : limit;
    boolean never = new CountDownLatch(1).await(until.toNanos(), TimeUnit.NANOSECONDS);
    return !never && time.compareTo(limit) > 0;
  }
}
