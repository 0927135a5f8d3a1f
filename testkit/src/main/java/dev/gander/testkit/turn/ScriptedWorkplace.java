package dev.gander.testkit.turn;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.turn.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client with files in memory and a few commands; a command without an ending goes on until it
/// is ended. Thread-safe.
public final class ScriptedWorkplace implements Workplace {
  private final Set<Ability> abilities;
  private final Map<Path, String> files = new ConcurrentHashMap<>();
  private final Map<String, Ran> commands = new ConcurrentHashMap<>();
  private final List<String> ran = new CopyOnWriteArrayList<>();

  public ScriptedWorkplace(Ability... abilities) {
    this.abilities = EnumSet.noneOf(Ability.class);
    this.abilities.addAll(List.of(abilities));
  }

  public ScriptedWorkplace file(String path, String text) {
    files.put(Path.of(path), text);
    return this;
  }

  /// @param exitCode null for one that does not end by itself
  public ScriptedWorkplace command(String command, String output, @Nullable Integer exitCode) {
    commands.put(command, new Ran(output, exitCode, null, false, exitCode != null));
    return this;
  }

  /// Null if there is no such file.
  public @Nullable String file(String path) {
    return files.get(Path.of(path));
  }

  /// The commands that were run, each with its folder.
  public List<String> ran() {
    return List.copyOf(ran);
  }

  @Override
  public Set<Ability> abilities() {
    return Set.copyOf(abilities);
  }

  @Override
  public String read(Work work, Path file, @Nullable Long line, @Nullable Long limit) {
    String text = files.get(file);
    if (text == null) {
      throw new Unavailable("no such file");
    }
    if (line == null && limit == null) {
      return text;
    }
    List<String> lines = List.of(text.split("(?<=\n)"));
    int from = Math.clamp(line == null ? 0 : line - 1, 0, lines.size());
    long most = limit == null ? lines.size() : limit;
    return String.join("", lines.subList(from, (int) Math.min(lines.size(), from + most)));
  }

  @Override
  public void write(Work work, Path file, String text) {
    files.put(file, text);
  }

  @Override
  public Ran run(Work work, String command, Path folder, @Nullable Duration limit)
      throws InterruptedException {
    ran.add(folder + "> " + command);
    Ran planned = commands.get(command);
    if (planned == null) {
      throw new Unavailable("no such command");
    }
    if (!planned.inTime()) {
      stay(limit);
    }
    return planned;
  }

  private static void stay(@Nullable Duration limit) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    if (limit == null) {
      never.await();
    } else {
      var _ = never.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
