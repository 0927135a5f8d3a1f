package dev.gander.bootstrap.logs;

import dev.gander.files.Folders;
import dev.gander.files.PrivateFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;

/// The only logging backend: lines on stderr and in
/// `logs/server/<date>/<date>_<time>-<program>.log` of the state folder, readable by its owner
/// only. Our own classes log from INFO, libraries from WARNING, unless [LogSettings] say otherwise.
/// Date folders older than two weeks are deleted.
public final class Logs {
  private static final Duration KEPT = Duration.ofDays(14);
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

  private final Path folder;
  private final Clock clock;

  private Logs(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// Where logs are, and how they are wanted.
  ///
  /// @param folder of all logs
  /// @param variables the environment
  public record Place(Path folder, Clock clock, Map<String, String> variables) {}

  /// Sends all logging here from now on. If the file cannot be written, that is reported on stderr,
  /// and only stderr is used.
  ///
  /// @param program the end of the file's name
  /// @param discreet hides secrets in each record
  /// @throws dev.gander.domain.error.InvalidInput if the environment is invalid
  public static void install(
      Place place, String program, PrintStream err, UnaryOperator<String> discreet) {
    LogSettings settings = LogSettings.of(place.variables());
    Logs installed = new Logs(place.folder().resolve("server"), place.clock());
    Formatter form = settings.asJson() ? new JsonLine(discreet) : new LogLine(discreet);
    Logger root = Logger.getLogger("");
    Stream.of(root.getHandlers()).forEach(root::removeHandler);
    root.setLevel(Level.WARNING);
    List<Logger> levelled = new ArrayList<>();
    settings
        .levels()
        .forEach(
            (part, level) -> {
              Logger logger = Logger.getLogger(part);
              logger.setLevel(JulLevels.level(level));
              levelled.add(logger);
            });
    root.addHandler(new Lines(err, form, levelled));
    try {
      root.addHandler(new Lines(installed.file(program), form, levelled));
      installed.deleteOld();
    } catch (IOException e) {
      Logger.getLogger(Logs.class.getName()).log(Level.WARNING, "no log file", e);
    }
  }

  /// For a command that a person waits for: what fails is told, and no file is written. What a
  /// driver of databases has to say is in the failure already.
  public static void onlyFailures(PrintStream err, UnaryOperator<String> discreet) {
    Logger root = Logger.getLogger("");
    Stream.of(root.getHandlers()).forEach(root::removeHandler);
    root.setLevel(Level.SEVERE);
    // A server in this process may have given it a level of its own.
    Logger.getLogger(LogSettings.OWN).setLevel(null);
    List<Logger> drivers = WordyLibraries.DRIVERS.stream().map(Logger::getLogger).toList();
    drivers.forEach(driver -> driver.setLevel(Level.OFF));
    root.addHandler(new Lines(err, new LogLine(discreet), drivers));
  }

  /// Tells each problem that is logged from now on, after it is written.
  public static void watch(Consumer<Throwable> watcher) {
    Logger.getLogger("").addHandler(new Watch(watcher));
  }

  private PrintStream file(String program) throws IOException {
    LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneId.systemDefault()));
    Path day = folder.resolve(now.toLocalDate().toString());
    for (Path place : List.of(PrivateFiles.folderOf(folder), folder, day)) {
      PrivateFiles.makePrivate(place);
    }
    Path file = day.resolve(STAMP.format(now) + "-" + program + ".log");
    PrivateFiles.createIfAbsent(file);
    return new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
  }

  private void deleteOld() throws IOException {
    LocalDate oldest = LocalDate.ofInstant(clock.instant().minus(KEPT), ZoneId.systemDefault());
    try (Stream<Path> days = Files.list(folder)) {
      for (Path day : days.filter(day -> isBefore(day, oldest)).toList()) {
        Folders.delete(day);
      }
    }
  }

  private static boolean isBefore(Path day, LocalDate oldest) {
    String name = day.getFileName().toString();
    return name.matches("\\d{4}-\\d\\d-\\d\\d") && name.compareTo(oldest.toString()) < 0;
  }

  private static final class Watch extends Handler {
    private final Consumer<Throwable> watcher;

    Watch(Consumer<Throwable> watcher) {
      this.watcher = watcher;
    }

    @Override
    public void publish(LogRecord record) {
      if (record.getThrown() != null) {
        watcher.accept(record.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /// Writes each record at once, so that a crash loses nothing.
  private static final class Lines extends StreamHandler {
    // JUL forgets the level of a logger without strong references.
    @SuppressWarnings("UnusedVariable")
    private final List<Logger> levelled;

    Lines(PrintStream out, Formatter form, List<Logger> levelled) {
      super(out, form);
      this.levelled = levelled;
      setLevel(Level.ALL);
    }

    @Override
    public synchronized void publish(LogRecord record) {
      WordyLibraries.shorten(record);
      super.publish(record);
      flush();
    }
  }
}
