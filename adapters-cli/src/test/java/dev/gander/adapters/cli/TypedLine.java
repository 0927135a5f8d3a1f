package dev.gander.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import dev.gander.domain.config.GoosePaths;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The command line of a program that only remembers its chores.
public final class TypedLine implements Program {
  public final List<Chore> chores = new ArrayList<>();
  public final Map<String, String> variables = new HashMap<>();
  public final Map<String, String> settings = new HashMap<>();
  public @Nullable UseCases useCases;
  public int columns;
  public String typed = "";
  private final Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  public TypedLine(Path folder) {
    this.folder = folder;
  }

  /// @return the exit code
  public int run(String... arguments) {
    out.reset();
    err.reset();
    return new PicocliCommands().run(List.of(arguments), this);
  }

  public String shown() {
    return out.toString(UTF_8);
  }

  public String told() {
    return err.toString(UTF_8);
  }

  @Override
  public String version() {
    return "1.2.3";
  }

  @Override
  public Machine machine() {
    return new Machine(
        variables,
        GoosePaths.of(Map.of("GOOSE_PATH_ROOT", folder.toString()), "Linux", folder),
        "Linux",
        folder,
        columns,
        Clock.fixed(Instant.parse("2026-03-04T10:11:12Z"), ZoneOffset.UTC));
  }

  @Override
  public InputStream in() {
    return new ByteArrayInputStream(typed.getBytes(UTF_8));
  }

  @Override
  public PrintStream out() {
    return new PrintStream(out, true, UTF_8);
  }

  @Override
  public PrintStream err() {
    return new PrintStream(err, true, UTF_8);
  }

  @Override
  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  @Override
  public ShownWork show(String title, long total, LongSupplier done) {
    return () -> {};
  }

  @Override
  public int run(Chore chore) {
    chores.add(chore);
    return 7;
  }

  @Override
  public Opened open() {
    return new Opened() {
      @Override
      public UseCases useCases() {
        return useCases;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Opened openWithLog(String log) {
    return open();
  }

  @Override
  public void onStop(Runnable action) {}
}
